internal import Seeds

/// A disk that is not there: inodes and directories, of which a power cut leaves what was synced.
///
/// What was not synced is lost, kept, or torn at any byte or sector; unsynced changes of a directory
/// are lost or kept in part, each of them whole. Everything it does follows from its seed.
final class VirtualDisk {
    let root: VirtualInode
    /// How often the power was cut: a process of an earlier life is dead.
    private(set) var life = 0
    /// Whether nothing more fits on it.
    var isFull = false
    /// What it does wrongly, to see whether anybody notices.
    let plant: Plant

    private var random: SplitMix64
    private var made: UInt64 = 1

    init(seed: UInt64, plant: Plant = .nothing) {
        random = SplitMix64(seed: seed)
        self.plant = plant
        root = VirtualInode(number: 1, mode: 0o755, contents: .directory(VirtualEntries()))
        root.links = 1
    }

    func makeInode(isDirectory: Bool, mode: UInt32) -> VirtualInode {
        made += 1
        return VirtualInode(
            number: made, mode: mode,
            contents: isDirectory ? .directory(VirtualEntries()) : .file(VirtualBytes()))
    }

    /// What lies at an absolute path; `nil` where nothing does.
    func inode(at path: String) -> VirtualInode? {
        var inode = root
        for component in path.split(separator: "/") {
            guard let next = inode.entries?.now[String(component)] else { return nil }
            inode = next
        }
        return inode
    }

    /// Whether a name leads to a file, and which: it changes when another takes the name.
    func number(of path: String) -> UInt64? { inode(at: path)?.number }

    /// The bytes of a file as a read would see them.
    func bytes(of path: String) -> [UInt8]? { inode(at: path)?.bytes?.now }

    /// Ends every process, and leaves of each file what the moment happens to leave.
    func cutPower() {
        life += 1
        losePower(root)
    }

    /// Makes everything so far survive a power cut.
    func sync() {
        for inode in inodes(in: root) {
            inode.bytes?.sync()
            inode.entries?.sync()
        }
    }

    /// What the system does where it cannot write everything: some is written, some called so.
    func failToSync() {
        for inode in inodes(in: root) {
            if roll(2) == 0 { inode.bytes?.failToSync() } else { inode.bytes?.sync() }
        }
    }

    private func inodes(in inode: VirtualInode) -> [VirtualInode] {
        [inode] + (inode.entries?.inOrder ?? []).flatMap { inodes(in: $0.inode) }
    }

    /// Turns a bit of a file over where it lies.
    func fade(_ path: String) {
        guard let bytes = inode(at: path)?.bytes, !bytes.now.isEmpty else { return }
        bytes.fade(at: roll(bytes.now.count))
    }

    /// Turns the bit at a place over, or back again.
    func fade(_ path: String, at offset: Int) { inode(at: path)?.bytes?.fade(at: offset) }

    /// A chance of the disk's own.
    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }

    private func losePower(_ inode: VirtualInode) {
        inode.lockHolder = nil
        inode.bytes?.losePower(using: &random)
        guard let entries = inode.entries else { return }
        entries.losePower(using: &random)
        for child in entries.inOrder.map(\.inode) {
            child.links = 1
            losePower(child)
        }
    }
}
