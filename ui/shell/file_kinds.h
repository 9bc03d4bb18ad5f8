#ifndef HOTSWAP_UI_SHELL_FILE_KINDS_H_
#define HOTSWAP_UI_SHELL_FILE_KINDS_H_

class QFileIconProvider;

namespace hotswap::ui {

/// For file dialogs: names the kinds of files in the window's language, where Qt takes the words of the desktop's.
///
/// Threads   Any: the dialogs ask from threads of their own until they are gone.
/// Lifetime  That of the program; no dialog owns it.
QFileIconProvider& fileKinds();

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_FILE_KINDS_H_
