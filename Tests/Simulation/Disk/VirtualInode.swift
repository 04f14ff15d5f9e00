internal import Glibc

/// A file or directory of the virtual disk: what reads see, and what a power cut would leave of it.
final class VirtualInode {
    let number: UInt64
    var mode: mode_t
    /// How many names lead here.
    var links = 0
    /// The open file that holds the lock, if any does.
    var lockHolder: ObjectIdentifier?
    var contents: Contents

    enum Contents {
        case file(VirtualBytes)
        case directory(VirtualEntries)
    }

    init(number: UInt64, mode: mode_t, contents: Contents) {
        self.number = number
        self.mode = mode
        self.contents = contents
    }

    var bytes: VirtualBytes? {
        get { if case .file(let bytes) = contents { bytes } else { nil } }
        set { if let newValue { contents = .file(newValue) } }
    }

    var entries: VirtualEntries? {
        get { if case .directory(let entries) = contents { entries } else { nil } }
        set { if let newValue { contents = .directory(newValue) } }
    }

    var status: stat {
        var status = stat()
        status.st_dev = 1
        status.st_ino = ino_t(number)
        status.st_nlink = nlink_t(links)
        status.st_uid = geteuid()
        status.st_gid = getegid()
        switch contents {
        case .file(let bytes):
            status.st_mode = S_IFREG | mode
            status.st_size = off_t(bytes.now.count)
        case .directory: status.st_mode = S_IFDIR | mode
        }
        return status
    }
}
