#include "app/report_file.h"

#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>
#include <system_error>

namespace hotswap {
namespace {

bool IsReplaceable(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto status = std::filesystem::symlink_status(file, ignored);
  return !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
}

Status WriteTo(const LocalEngine& engine, const std::filesystem::path& file) {
  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  if (out) engine.WriteReport(out);
  out.close();
  if (!out) return SystemError(file.string(), errno != 0 ? errno : EIO);
  return {};
}

}  // namespace

Status CheckReportFile(const std::filesystem::path& file) {
  const std::string object = "the report " + file.string() + " cannot be written";
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) return SystemError(object, EISDIR);
  if (!IsReplaceable(file)) return access(file.c_str(), W_OK) == 0 ? Status() : SystemError(object, errno);
  const std::filesystem::path directory = file.has_parent_path() ? file.parent_path() : ".";
  if (access(directory.c_str(), W_OK | X_OK) != 0) return SystemError(object + ": its folder " + directory.string(), errno);
  return {};
}

Status WriteReportFile(const LocalEngine& engine, const std::filesystem::path& file) {
  if (!IsReplaceable(file)) return WriteTo(engine, file);
  std::filesystem::path temporary = file;
  temporary += ".part-" + std::to_string(getpid());
  Status written = WriteTo(engine, temporary);
  std::error_code error;
  if (written.ok()) std::filesystem::rename(temporary, file, error);
  if (error) written = SystemError(file.string(), error.value());
  if (!written.ok()) std::filesystem::remove(temporary, error);
  return written;
}

Status PrintReport(const LocalEngine& engine) {
  errno = 0;
  engine.WriteReport(std::cout);
  std::cout.flush();
  return std::cout ? Status() : SystemError("standard output", errno != 0 ? errno : EIO);
}

}  // namespace hotswap
