#ifndef HOTSWAP_APP_STANDARD_STREAMS_H_
#define HOTSWAP_APP_STANDARD_STREAMS_H_

#include "core/base/result.h"

namespace hotswap {

/// Makes the standard streams safe to use, whatever a caller left of them. A closed one is opened again so that writing to it
/// fails: otherwise the first file that the program opens (an operator's copy, the record) would get its number, and the lines.
/// Standard output is settled on bytes: code that prints wide characters first would silence what prints others. A reader that goes
/// away, and a limit on the size of files, become failed writes instead of the end of the process, so that the
/// report is still written.
///
/// Threads  First thing in main().
void PrepareStandardStreams();

/// A descriptor of standard output that only the caller knows, for one document that must come out whole. From now on what anybody
/// else prints, a library above all, goes to standard error, and what it does to descriptor 1 does not matter. Once.
Result<int> TakeStandardOutput();

/// After all was printed: the exit status of `program`, `status`, or 1 with a word on standard error when standard output did not
/// take it. A reader that went away has seen enough.
int StatusOfPrinted(const char* program, int status = 0);

}  // namespace hotswap

#endif  // HOTSWAP_APP_STANDARD_STREAMS_H_
