internal import Glibc

/// What may lie under a name, in the words of messages.
enum FileKind: String {
    case regular = "a regular file"
    case directory = "a directory"
    case symbolicLink = "a symbolic link"
    case fifo = "a fifo"
    case socket = "a socket"
    case device = "a device"

    /// The kind that a `stat` mode tells.
    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .device
            }
    }
}
