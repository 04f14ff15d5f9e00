internal import Seeds

/// The names in a directory, and the changes to them that no sync has made durable.
final class VirtualEntries {
    private(set) var now: [String: VirtualInode] = [:]
    private var durable: [String: VirtualInode] = [:]
    private var pending: [Change] = []

    private enum Change {
        case link(String, VirtualInode)
        case unlink(String)
        case rename(String, to: String, VirtualInode)
    }

    /// Everything in it by age: temporary names are random, and must decide nothing.
    var inOrder: [(name: String, inode: VirtualInode)] {
        now.map { ($0.key, $0.value) }.sorted { $0.inode.number < $1.inode.number }
    }

    func link(_ name: String, to inode: VirtualInode) { change(.link(name, inode)) }

    func unlink(_ name: String) { change(.unlink(name)) }

    /// Gives an entry another name, whatever had it.
    ///
    /// `splitting` takes the other name away first, as two changes of which a power cut may leave
    /// one: what a disk must not do.
    func rename(_ name: String, to target: String, splitting: Bool = false) {
        guard let inode = now[name] else { return }
        if splitting { change(.unlink(target)) }
        change(.rename(name, to: target, inode))
    }

    /// Makes everything so far survive a power cut.
    func sync() {
        durable = now
        pending = []
    }

    /// Leaves what is durable, and of the pending changes the first so many, or any of them.
    func losePower(using random: inout SplitMix64) {
        let keepsOrder = Int.random(in: 0..<4, using: &random) > 0
        let kept = Int.random(in: 0...pending.count, using: &random)
        for (index, change) in pending.enumerated() {
            let isKept = keepsOrder ? index < kept : Bool.random(using: &random)
            if isKept { Self.apply(change, to: &durable) }
        }
        now = durable
        pending = []
    }

    private func change(_ change: Change) {
        pending.append(change)
        Self.apply(change, to: &now)
    }

    private static func apply(_ change: Change, to entries: inout [String: VirtualInode]) {
        switch change {
        case .link(let name, let inode): entries[name] = inode
        case .unlink(let name): entries[name] = nil
        case .rename(let name, let target, let inode):
            if entries[name] === inode { entries[name] = nil }
            entries[target] = inode
        }
    }
}
