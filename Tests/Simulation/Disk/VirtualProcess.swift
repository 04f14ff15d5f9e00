internal import Glibc
internal import Store

/// A process on the virtual disk: its open files, and what befalls it at which call.
///
/// After its end nothing of it reaches the disk, and its locks are gone; the code that runs on is
/// refused every call. A simulation runs on one thread from beginning to end.
final class VirtualProcess: FileSystemCalls, @unchecked Sendable {
    /// What happens at a call, counted from 1.
    enum Fate {
        case killed
        case powerCut
        /// The call is refused with this code where it can fail so.
        case refused(Int32)
        /// Something else runs to its end before the call is made.
        case interrupted(() -> Void)
    }

    private let disk: VirtualDisk
    private let life: Int
    private var fates: [Int: Fate]
    private var files: [OpenFile?] = []
    private var isKilled = false
    /// Calls so far, those of the network among them.
    private(set) var calls = 0
    /// How many calls were refused.
    private(set) var refusals = 0
    /// Called once, as it ends before its time.
    private let dies: () -> Void

    /// An open file description, which is what a lock belongs to.
    private final class OpenFile {
        let inode: VirtualInode
        let appends: Bool
        var offset = 0

        init(_ inode: VirtualInode, appends: Bool) {
            self.inode = inode
            self.appends = appends
        }
    }

    init(
        on disk: VirtualDisk, fates: [Int: Fate] = [:], dies: @escaping () -> Void = {}
    ) {
        self.disk = disk
        self.fates = fates
        self.dies = dies
        life = disk.life
    }

    var isDead: Bool { isKilled || disk.life != life }

    /// How many files it holds open.
    var openFiles: Int { files.count { $0 != nil } }

    /// A call that is none of the disk's, at which it may be met by its fate too.
    func passCall() { _ = admit(.other) }

    // MARK: Admission

    private enum Kind {
        case open, create, status, mode, lock, write, read, truncate, sync, make, rename, unlink
        case list
        case other

        /// The codes that a call of this kind can be refused with.
        var codes: Set<Int32> {
            switch self {
            case .open: [EMFILE, EIO, EACCES]
            case .create: [EMFILE, EIO, EACCES, ENOSPC]
            case .lock: [ENOLCK, EINTR]
            case .write: [ENOSPC, EIO, EINTR]
            case .read, .truncate: [EIO, EINTR]
            case .make, .rename: [ENOSPC, EIO]
            case .status, .mode, .sync, .unlink, .list: [EIO]
            case .other: []
            }
        }
    }

    /// 0 where the call may be made, or the code it fails with.
    private func admit(_ kind: Kind, atDeath: () -> Void = {}) -> Int32 {
        guard !isDead else { return EIO }
        calls += 1
        switch fates.removeValue(forKey: calls) {
        case .killed:
            atDeath()
            die()
            return EIO
        case .powerCut:
            atDeath()
            disk.cutPower()
            die()
            return EIO
        case .interrupted(let other): other()
        case .refused(let code) where kind.codes.contains(code):
            if code != EINTR { refusals += 1 }
            return code
        case .refused, nil: break
        }
        if disk.isFull, kind == .create || kind == .make || kind == .write {
            refusals += 1
            return ENOSPC
        }
        return 0
    }

    private func die() {
        isKilled = true
        for index in files.indices { release(index) }
        dies()
    }

    private func refuse(_ code: Int32) -> Int32 {
        errno = code
        return -1
    }

    /// The result of a call that `change` makes.
    private func call(
        _ kind: Kind, _ file: Int32, _ change: (OpenFile) -> Int32 = { _ in 0 }
    ) -> Int32 {
        let code = admit(kind)
        guard code == 0 else { return refuse(code) }
        guard let file = open(file) else { return refuse(EBADF) }
        let result = change(file)
        return result == 0 ? 0 : refuse(result)
    }

    // MARK: Descriptors

    /// Numbers begin behind those that every process has.
    private static let first: Int32 = 3

    private func open(_ number: Int32) -> OpenFile? {
        let index = Int(number - Self.first)
        return files.indices.contains(index) ? files[index] : nil
    }

    private func give(_ file: OpenFile) -> Int32 {
        let index = files.firstIndex { $0 == nil } ?? files.count
        if index == files.count { files.append(file) } else { files[index] = file }
        return Int32(index) + Self.first
    }

    private func release(_ index: Int) {
        guard let file = files[index] else { return }
        if file.inode.lockHolder == ObjectIdentifier(file) { file.inode.lockHolder = nil }
        files[index] = nil
    }

    func openat(
        _ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t
    ) -> Int32 {
        let code = admit(flags & O_CREAT != 0 ? .create : .open)
        guard code == 0 else { return refuse(code) }
        let parent: VirtualInode
        if directory == AT_FDCWD {
            guard let found = disk.inode(at: entry) else { return refuse(ENOENT) }
            return give(found, flags)
        }
        guard let file = open(directory) else { return refuse(EBADF) }
        parent = file.inode
        if entry == "." { return give(parent, flags) }
        guard let entries = parent.entries else { return refuse(ENOTDIR) }
        if let found = entries.now[entry] {
            return flags & O_CREAT != 0 && flags & O_EXCL != 0
                ? refuse(EEXIST) : give(found, flags)
        }
        guard flags & O_CREAT != 0 else { return refuse(ENOENT) }
        let made = disk.makeInode(isDirectory: false, mode: mode)
        made.links = 1
        entries.link(entry, to: made)
        return give(made, flags)
    }

    private func give(_ inode: VirtualInode, _ flags: Int32) -> Int32 {
        if flags & O_DIRECTORY != 0, inode.entries == nil { return refuse(ENOTDIR) }
        return give(OpenFile(inode, appends: flags & O_APPEND != 0))
    }

    func close(_ file: Int32) -> Int32 {
        guard !isDead else { return 0 }
        _ = admit(.other)
        guard !isDead else { return 0 }
        release(Int(file - Self.first))
        return 0
    }

    func fstat(_ file: Int32, _ status: inout stat) -> Int32 {
        var found = stat()
        let result = call(.status, file) {
            found = $0.inode.status
            return 0
        }
        if result == 0 { status = found }
        return result
    }

    func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 {
        call(.mode, file) {
            $0.inode.mode = mode
            return 0
        }
    }

    func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        call(.lock, file) { file in
            let own = ObjectIdentifier(file)
            let holder = file.inode.lockHolder
            guard holder == nil || holder == own || disk.plant == .generousLock else {
                return EWOULDBLOCK
            }
            file.inode.lockHolder = own
            return 0
        }
    }

    // MARK: Bytes

    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        let code = admit(.write) {
            // Of a write that a kill meets, the first bytes may be there.
            _ = put(bytes, disk.roll(bytes.count + 1), in: file)
        }
        if code == 0 { return put(bytes, bytes.count, in: file) }
        if code == ENOSPC, !isDead, bytes.count > 1, disk.roll(2) == 0 {
            // What still fits is written first; the next write is refused then.
            fates[calls + 1] = .refused(ENOSPC)
            return put(bytes, 1 + disk.roll(bytes.count - 1), in: file)
        }
        return Int(refuse(code))
    }

    private func put(_ bytes: UnsafeRawBufferPointer, _ count: Int, in number: Int32) -> Int {
        guard let file = open(number), let contents = file.inode.bytes else {
            return Int(refuse(EBADF))
        }
        let place = file.appends ? contents.now.count : file.offset
        contents.write(Array(bytes.prefix(count)), at: place)
        file.offset = place + count
        return count
    }

    func pread(
        _ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64
    ) -> Int {
        let code = admit(.read)
        guard code == 0 else { return Int(refuse(code)) }
        guard let contents = open(file)?.inode.bytes, offset >= 0 else {
            return Int(refuse(EINVAL))
        }
        let start = min(Int(offset), contents.now.count)
        let end = min(start + bytes.count, contents.now.count)
        bytes.copyBytes(from: contents.now[start..<end])
        return end - start
    }

    func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        call(.truncate, file) {
            $0.inode.bytes?.truncate(to: Int(length))
            return 0
        }
    }

    func fsync(_ file: Int32) -> Int32 {
        let code = admit(.sync)
        guard let inode = open(file)?.inode else { return refuse(code == 0 ? EBADF : code) }
        guard code == 0 else {
            if !isDead { inode.bytes?.failToSync() }
            return refuse(code)
        }
        if disk.plant == .forgetfulSync { return 0 }
        inode.bytes?.sync()
        inode.entries?.sync()
        return 0
    }

    func fdatasync(_ file: Int32) -> Int32 { fsync(file) }

    func syncfs(_ file: Int32) -> Int32 {
        let code = admit(.sync)
        guard open(file) != nil else { return refuse(code == 0 ? EBADF : code) }
        guard code == 0 else {
            if !isDead { disk.failToSync() }
            return refuse(code)
        }
        if disk.plant != .forgetfulSync { disk.sync() }
        return 0
    }

    // MARK: Entries

    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        var found = stat()
        let result = call(.status, directory) {
            guard let inode = $0.inode.entries?.now[entry] else { return ENOENT }
            found = inode.status
            return 0
        }
        if result == 0 { status = found }
        return result
    }

    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        call(.make, directory) {
            guard let entries = $0.inode.entries else { return ENOTDIR }
            guard entries.now[entry] == nil else { return EEXIST }
            let made = disk.makeInode(isDirectory: true, mode: mode)
            made.links = 1
            entries.link(entry, to: made)
            return 0
        }
    }

    /// Ticks rename inside one directory only.
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        precondition(directory == otherDirectory, "a tick moves nothing to another directory")
        let splits = disk.plant == .splitRename
        if splits, !isDead, disk.roll(40) == 0 {
            // A kill in the middle of it: the old name is gone, the new one not there yet.
            open(directory)?.inode.entries?.unlink(target)
            die()
        }
        return call(.rename, directory) {
            guard let entries = $0.inode.entries, let inode = entries.now[entry] else {
                return ENOENT
            }
            entries.now[target]?.links = 0
            entries.rename(entry, to: target, splitting: splits)
            inode.links = 1
            return 0
        }
    }

    func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        call(.unlink, directory) {
            guard let entries = $0.inode.entries, let inode = entries.now[entry] else {
                return ENOENT
            }
            inode.links = 0
            entries.unlink(entry)
            return 0
        }
    }

    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        call(.list, directory) {
            guard let entries = $0.inode.entries else { return ENOTDIR }
            for entry in entries.inOrder { visit(entry.name) }
            return 0
        }
    }
}
