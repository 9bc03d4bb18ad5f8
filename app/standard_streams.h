#ifndef HOTSWAP_APP_STANDARD_STREAMS_H_
#define HOTSWAP_APP_STANDARD_STREAMS_H_

namespace hotswap {

/// Makes the standard streams safe to use, whatever a caller left of them. A closed one is opened again so that writing to it
/// fails: otherwise the first file that the program opens (an operator's copy, the record) would get its number, and the lines.
/// A reader that goes away, and a limit on the size of files, become failed writes instead of the end of the process, so that the
/// report is still written.
///
/// Threads  First thing in main().
void PrepareStandardStreams();

/// After all was printed: the exit status of `program`, `status`, or 1 with a word on standard error when standard output did not
/// take it. A reader that went away has seen enough.
int StatusOfPrinted(const char* program, int status = 0);

}  // namespace hotswap

#endif  // HOTSWAP_APP_STANDARD_STREAMS_H_
