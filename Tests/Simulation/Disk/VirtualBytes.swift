internal import Seeds

/// The bytes of a file, and the changes to them that no sync has made durable.
final class VirtualBytes {
    private static let sector = 512

    /// What a read sees.
    private(set) var now: [UInt8] = []
    /// Changes since the last sync, oldest first.
    private var pending: [Change] = []
    /// The durable bytes, where a failed sync has made them another thing than undoing what is
    /// pending: the system then forgets which bytes it could not write.
    private var aside: [UInt8]?

    /// Bytes put at a place, or a new length.
    private struct Change {
        let offset: Int
        /// What stood there, as far as something did.
        let old: [UInt8]
        /// `nil` for a new length, which is the offset.
        let new: [UInt8]?
        let lengthBefore: Int
    }

    // MARK: Changes

    func write(_ new: [UInt8], at offset: Int) {
        let end = min(now.count, offset + new.count)
        let old = offset < end ? Array(now[offset..<end]) : []
        pending.append(Change(offset: offset, old: old, new: new, lengthBefore: now.count))
        Self.put(new, at: offset, in: &now)
    }

    func truncate(to length: Int) {
        let old = length < now.count ? Array(now[length...]) : []
        pending.append(Change(offset: length, old: old, new: nil, lengthBefore: now.count))
        Self.resize(&now, to: length)
    }

    /// Makes everything so far survive a power cut.
    func sync() {
        if var durable = aside {
            for change in pending { Self.apply(change, to: &durable) }
            aside = durable == now ? nil : durable
        }
        pending = []
    }

    /// What the system does where it cannot write the changes: it calls them written.
    func failToSync() {
        aside = durable
        pending = []
    }

    /// What would be there if nothing pending had reached the disk.
    private var durable: [UInt8] {
        if let aside { return aside }
        var bytes = now
        for change in pending.reversed() { Self.undo(change, in: &bytes) }
        return bytes
    }

    // MARK: Power cut

    /// Leaves what is durable, and of each pending change all, a part, zeros, or nothing.
    func losePower(using random: inout SplitMix64) {
        var bytes = durable
        for change in pending {
            guard let new = change.new else {
                if Bool.random(using: &random) { Self.apply(change, to: &bytes) }
                continue
            }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: break
            case 1: Self.put(new, at: change.offset, in: &bytes)
            case 2:
                let torn = Int.random(in: 0...new.count, using: &random)
                Self.put(Array(new[..<torn]), at: change.offset, in: &bytes)
            case 3: Self.putSectors(of: new, at: change.offset, in: &bytes, using: &random)
            case 4:
                // The length was written, the bytes were not.
                let torn = Int.random(in: 0...new.count, using: &random)
                let zeros = [UInt8](repeating: 0, count: new.count - torn)
                Self.put(Array(new[..<torn]) + zeros, at: change.offset, in: &bytes)
            default:
                let noise = new.map { $0 ^ UInt8.random(in: 0...1, using: &random) }
                Self.put(noise, at: change.offset, in: &bytes)
            }
        }
        now = bytes
        pending = []
        aside = nil
    }

    /// Turns a bit over, as no call has asked for.
    func fade(at offset: Int) { now[offset] ^= 1 }

    // MARK: Parts

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        if let new = change.new {
            put(new, at: change.offset, in: &bytes)
        } else {
            resize(&bytes, to: change.offset)
        }
    }

    private static func undo(_ change: Change, in bytes: inout [UInt8]) {
        if change.new == nil {
            resize(&bytes, to: min(change.offset, change.lengthBefore))
            bytes += change.old
        } else {
            bytes.replaceSubrange(
                change.offset..<change.offset + change.old.count, with: change.old)
        }
        resize(&bytes, to: change.lengthBefore)
    }

    private static func put(_ new: [UInt8], at offset: Int, in bytes: inout [UInt8]) {
        if bytes.count < offset { resize(&bytes, to: offset) }
        let end = min(bytes.count, offset + new.count)
        bytes.replaceSubrange(offset..<end, with: new)
    }

    /// Writes some of the sectors that bytes touch, the others not.
    private static func putSectors(
        of new: [UInt8], at offset: Int, in bytes: inout [UInt8], using random: inout SplitMix64
    ) {
        var start = 0
        while start < new.count {
            let end = min(new.count, ((offset + start) / sector + 1) * sector - offset)
            if Bool.random(using: &random) {
                put(Array(new[start..<end]), at: offset + start, in: &bytes)
            }
            start = end
        }
    }

    private static func resize(_ bytes: inout [UInt8], to length: Int) {
        if length < bytes.count {
            bytes.removeLast(bytes.count - length)
        } else {
            bytes.append(contentsOf: repeatElement(0, count: length - bytes.count))
        }
    }
}
