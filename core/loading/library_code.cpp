#include "core/loading/library_code.h"

#include <algorithm>

namespace hotswap {
namespace {

std::set<const void*> Mapped() {
  std::set<const void*> mapped;
  const LoadedImages images = LoadedImages::Read();
  for (const LoadedImage& image : images.all()) mapped.insert(image.identity());
  return mapped;
}

/// What was there before any operator. A library that the program itself opens later may count as an operator's that needs it, too:
/// that keeps code mapped for longer, and never for too short.
const std::set<const void*>& ProgramsOwn() {
  static const std::set<const void*> own = Mapped();
  return own;
}

}  // namespace

void CodeRanges::Add(const LoadedImage& image) {
  starts_threads_ = starts_threads_ || image.StartsThreads();
  for (const ElfW(Phdr) & header : image.headers()) {
    if (header.p_type != PT_LOAD) continue;
    const std::uint64_t first = image.base() + header.p_vaddr;
    all_.push_back({first, first + header.p_memsz});
    if ((header.p_flags & PF_X) != 0) code_.push_back(all_.back());
  }
}

bool CodeRanges::AnyHas(const std::vector<Range>& ranges, std::uint64_t address) {
  return std::ranges::any_of(ranges, [address](const Range& range) { return address >= range.first && address < range.last; });
}

LibraryCode LibraryCode::BeforeOpening() {
  ProgramsOwn();
  LibraryCode code;
  code.mapped_before_ = Mapped();
  return code;
}

void LibraryCode::Opened(void* handle) {
  handle_ = handle;
  came_ = Mapped();
  std::erase_if(came_, [this](const void* image) { return mapped_before_.contains(image); });
  mapped_before_.clear();
}

CodeRanges LibraryCode::Leaving(bool& older) const {
  const LoadedImages images = LoadedImages::Read();
  const LoadedImage* opened = images.Of(handle_);
  std::vector<const LoadedImage*> brought;
  for (const LoadedImage& image : images.all()) {
    if (&image == opened || came_.contains(image.identity())) brought.push_back(&image);
  }
  const auto its_own = images.Closure(brought);
  std::vector<const LoadedImage*> others;
  for (const LoadedImage& image : images.all()) {
    if (std::ranges::find(its_own, image.identity()) == its_own.end()) others.push_back(&image);
  }
  const auto stays = images.Closure(std::move(others));
  CodeRanges leaving;
  for (const LoadedImage& image : images.all()) {
    const void* const identity = image.identity();
    const bool goes = std::ranges::find(its_own, identity) != its_own.end() && !ProgramsOwn().contains(identity) &&
                      std::ranges::find(stays, identity) == stays.end();
    if (!goes && &image != opened) continue;
    older = older || (&image != opened && !came_.contains(identity));
    leaving.Add(image);
  }
  return leaving;
}

}  // namespace hotswap
