internal import Text

/// What stands before each file in a tar file: a block of 512 bytes, in the form of POSIX (ustar).
struct TarHeader: Equatable {
    enum Kind: Equatable {
        case file
        case directory
        /// Anything else, as a link, or what other programs say of the next file.
        case other
    }

    static let blockBytes = 512
    /// More bytes than there are on any disk.
    private static let largest: Int64 = 1 << 50

    /// As `state/traders/btc/journal.jsonl`; of a directory without a slash at the end.
    let name: String
    let kind: Kind
    /// The permission bits.
    let mode: UInt32
    let size: Int64

    /// How many bytes fill the last block of the file.
    // In range: less than a block.
    var padding: Int { Int((512 - size % 512) % 512) }

    // MARK: Writing

    /// The block; `nil` where the name is longer than one may be.
    ///
    /// Files are of the moment, in seconds since 1970, and of nobody.
    func block(atSeconds moment: Int64) -> [UInt8]? {
        guard let (prefix, rest) = Self.parts(of: kind == .directory ? "\(name)/" : name) else {
            return nil
        }
        var block = [UInt8](repeating: 0, count: Self.blockBytes)
        func put(_ text: some Sequence<UInt8>, at place: Int) {
            for (offset, byte) in text.enumerated() { block[place + offset] = byte }
        }
        put(rest.utf8, at: 0)
        put(Self.octal(Int64(mode), digits: 7), at: 100)
        put(Self.octal(0, digits: 7), at: 108)
        put(Self.octal(0, digits: 7), at: 116)
        put(Self.number(size), at: 124)
        put(Self.octal(max(0, moment), digits: 11), at: 136)
        put("        ".utf8, at: 148)
        put((kind == .directory ? "5" : "0").utf8, at: 156)
        put("ustar\0".utf8, at: 257)
        put("00".utf8, at: 263)
        put(prefix.utf8, at: 345)
        put(Self.octal(Self.sum(of: block), digits: 6) + [0], at: 148)
        return block
    }

    /// A name in two parts, of which the second has at most 100 bytes and the first 155.
    private static func parts(of name: String) -> (prefix: Substring, rest: Substring)? {
        if name.utf8.count <= 100 { return ("", name[...]) }
        for slash in name.indices where name[slash] == "/" {
            let (prefix, rest) = (name[..<slash], name[name.index(after: slash)...])
            if prefix.utf8.count <= 155, (1...100).contains(rest.utf8.count) {
                return (prefix, rest)
            }
        }
        return nil
    }

    private static func octal(_ number: Int64, digits: Int) -> [UInt8] {
        let text = String(number, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }

    /// A length: 11 digits, or what has more as bytes behind a mark, as GNU's tar writes it.
    private static func number(_ value: Int64) -> [UInt8] {
        if value < 1 << 33 { return octal(value, digits: 11) }
        return [0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
    }

    /// The sum that a block holds of itself: of its bytes, with spaces where the sum stands.
    private static func sum(of block: [UInt8]) -> Int64 {
        block.enumerated().reduce(0) { sum, byte in
            sum + ((148..<156).contains(byte.offset) ? 32 : Int64(byte.element))
        }
    }

    // MARK: Reading

    init(name: String, kind: Kind, mode: UInt32, size: Int64) {
        (self.name, self.kind, self.mode, self.size) = (name, kind, mode, size)
    }

    /// What a block says; `nil` where it is no header.
    init?(_ block: [UInt8]) {
        guard block.count == Self.blockBytes, block[257..<262].elementsEqual("ustar".utf8),
            Self.value(block[148..<156]) == Self.sum(of: block),
            let size = Self.length(block[124..<136]), (0...Self.largest).contains(size),
            let mode = Self.value(block[100..<108])
        else { return nil }
        let prefix = block[262] == 0 ? Self.text(block[345..<500]) : ""
        var name = (prefix.isEmpty ? "" : "\(prefix)/") + Self.text(block[0..<100])
        while name.hasPrefix("./") { name.removeFirst(2) }
        while name.hasSuffix("/") { name.removeLast() }
        let kind: Kind =
            switch block[156] {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
            case UInt8(ascii: "5"): .directory
            default: .other
            }
        // A directory and a link have no bytes of their own, whatever stands there.
        let hasBytes = kind == .file || !"1234567".utf8.contains(block[156])
        self.init(
            name: name, kind: kind, mode: UInt32(truncatingIfNeeded: mode) & 0o777,
            size: hasBytes ? size : 0)
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The octal number of a field, which ends at a space or zero.
    private static func value(_ field: ArraySlice<UInt8>) -> Int64? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        return Int64(String(decoding: digits, as: UTF8.self), radix: 8).flatMap {
            $0 < 0 ? nil : $0
        }
    }

    private static func length(_ field: ArraySlice<UInt8>) -> Int64? {
        guard field.first == 0x80 else { return value(field) }
        guard field.dropFirst().prefix(4).allSatisfy({ $0 == 0 }) else { return nil }
        return field.suffix(7).reduce(0) { $0 << 8 | Int64($1) }
    }
}
