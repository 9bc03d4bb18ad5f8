#include "core/control/receipt_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t Microseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

int OpenUnnamedFile() {
  std::error_code error;
  const std::filesystem::path directory = std::filesystem::temp_directory_path(error);
  return open(error ? "/tmp" : directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

}  // namespace

const char* SwapOutcomeText(SwapOutcome outcome) {
  switch (outcome) {
    case SwapOutcome::kPublished: return "published";
    case SwapOutcome::kRefused: return "refused";
    case SwapOutcome::kRolledBack: return "rolled_back";
    case SwapOutcome::kFailed: return "failed";
  }
  return "failed";
}

std::string ReceiptRow(const SwapReceipt& receipt) {
  Json row;
  row["slot"] = receipt.slot;
  row["from"] = OrNull(receipt.from);
  row["to"] = OrNull(receipt.to);
  row["moment"] = receipt.moment;
  row["outcome"] = SwapOutcomeText(receipt.outcome);
  row["reason"] = receipt.reason;
  row["gate"] = receipt.gate;
  row["code"] = receipt.code;
  row["path"] = receipt.path;
  row["at_ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(receipt.at).count();
  row["copy_us"] = Microseconds(receipt.copy);
  row["inspect_us"] = Microseconds(receipt.inspect);
  row["vet_us"] = Microseconds(receipt.vet);
  row["load_us"] = Microseconds(receipt.load);
  row["parity_us"] = Microseconds(receipt.parity);
  row["warmup_us"] = Microseconds(receipt.warmup);
  row["publish_us"] = Microseconds(receipt.publish);
  row["drain_us"] = Microseconds(receipt.drain);
  row["unload_proven"] = OrNull(receipt.unload_proven);
  row["unload_note"] = receipt.unload_note;
  row["stall_us"] = Microseconds(receipt.stall);
  row["lost"] = receipt.lost;
  return row.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ReceiptLog::ReceiptLog(std::size_t kept, std::function<void(const SwapReceipt&)> listener)
    : kept_(kept), listener_(std::move(listener)), file_(OpenUnnamedFile()) {}

ReceiptLog::~ReceiptLog() {
  if (file_ >= 0) close(file_);
}

SwapReceipt& ReceiptLog::Add(SwapReceipt receipt) {
  receipt.number = ++last_number_;
  receipts_.push_back(std::move(receipt));
  shared_ = nullptr;
  if (listener_ && !receipts_.back().complete) listener_(receipts_.back());
  return receipts_.back();
}

void ReceiptLog::Changed() {
  shared_ = nullptr;
  for (const SwapReceipt& receipt : receipts_) {
    if (receipt.number <= spooled_) continue;
    if (!receipt.complete) break;
    Spool(ReceiptRow(receipt));
    if (listener_) listener_(receipt);
    spooled_ = receipt.number;
  }
  while (receipts_.size() > kept_ && receipts_.front().number <= spooled_) receipts_.pop_front();
}

void ReceiptLog::Spool(const std::string& row) {
  const std::string line = row + '\n';
  if (file_ >= 0 && in_memory_.empty()) {
    const ssize_t written = pwrite(file_, line.data(), line.size(), static_cast<off_t>(spooled_bytes_));
    if (written == static_cast<ssize_t>(line.size())) {
      spooled_bytes_ += line.size();
      return;
    }
  }
  in_memory_.push_back(row);
}

std::shared_ptr<const std::vector<SwapReceipt>> ReceiptLog::Shared() {
  if (shared_ == nullptr) {
    const std::size_t shown = std::min(kept_, receipts_.size());
    shared_ = std::make_shared<const std::vector<SwapReceipt>>(std::prev(receipts_.end(), static_cast<std::ptrdiff_t>(shown)),
                                                               receipts_.end());
  }
  return shared_;
}

void ReceiptLog::ForEachRow(const std::function<void(std::string_view)>& row) const {
  std::string rest;
  std::array<char, 1 << 16> buffer;
  // What lies behind spooled_bytes_ is the part of a row that the disk had room for.
  for (std::size_t offset = 0; offset < spooled_bytes_;) {
    const std::size_t size = std::min(buffer.size(), spooled_bytes_ - offset);
    const ssize_t n = pread(file_, buffer.data(), size, static_cast<off_t>(offset));
    if (n <= 0) break;
    offset += static_cast<std::size_t>(n);
    rest.append(buffer.data(), static_cast<std::size_t>(n));
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = rest.find('\n', begin)) != std::string::npos; begin = end + 1) {
      row(std::string_view(rest).substr(begin, end - begin));
    }
    rest.erase(0, begin);
  }
  for (const std::string& line : in_memory_) row(line);
}

}  // namespace hotswap
