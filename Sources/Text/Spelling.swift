/// A text with escapes undone, and where each of its bytes stood.
struct Spelling {
    /// How many backslashes before a number are read at once: an escape of an escape of an escape has 7.
    private static let maximumSlashes = 8

    private(set) var bytes: [UInt8]
    /// For each byte, the bytes of the original that spelled it.
    private(set) var places: [Range<Int>]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        places = bytes.indices.map { $0..<$0 + 1 }
    }

    /// The same with percent encoding and the escapes of JSON and HTML undone once.
    ///
    /// It is never longer; `nil` where there are none.
    var undone: Spelling? {
        var result = Spelling([])
        var index = 0
        while index < bytes.count {
            if let (text, count) = escape(at: index) {
                let place = places[index].lowerBound..<places[index + count - 1].upperBound
                result.bytes += text
                result.places += Array(repeating: place, count: text.count)
                index += count
            } else {
                result.bytes.append(bytes[index])
                result.places.append(places[index])
                index += 1
            }
        }
        return result.bytes.count < bytes.count ? result : nil
    }

    /// What an escape stands for, and how many bytes it takes; `nil` where none begins.
    private func escape(at index: Int) -> (text: [UInt8], count: Int)? {
        switch bytes[index] {
        case UInt8(ascii: "%"):
            number(at: index + 1, digits: 2).map { ([UInt8(truncatingIfNeeded: $0)], 3) }
        case UInt8(ascii: "\\"): jsonEscape(at: index)
        case UInt8(ascii: "&"): entity(at: index)
        default: nil
        }
    }

    /// An escape of JSON.
    ///
    /// What was escaped more than once stands behind several backslashes, of which some may be the
    /// text's own: all of them belong to the number behind them, however many it took.
    private func jsonEscape(at index: Int) -> (text: [UInt8], count: Int)? {
        let slashes = bytes[index...].prefix(Self.maximumSlashes)
            .prefix { $0 == UInt8(ascii: "\\") }.count
        if let unit = unit(at: index + slashes) {
            var units = [unit]
            var count = slashes + 5
            if UTF16.isLeadSurrogate(unit), index + count < bytes.count,
                bytes[index + count] == UInt8(ascii: "\\"),
                let second = self.unit(at: index + count + 1)
            {
                units.append(second)
                count += 6
            }
            return (Array(String(decoding: units, as: UTF16.self).utf8), count)
        }
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return ([bytes[index + 1]], 2)
        case UInt8(ascii: "t"): return ([UInt8(ascii: "\t")], 2)
        default: return nil
        }
    }

    /// The unit of UTF-16 that `u` and four digits stand for; `nil` where they do not stand there.
    private func unit(at index: Int) -> UInt16? {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "u") else { return nil }
        return number(at: index + 1, digits: 4).map { UInt16(truncatingIfNeeded: $0) }
    }

    private static let names: [String: UInt8] = [
        "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"),
        "quot": UInt8(ascii: "\""), "apos": UInt8(ascii: "'"),
    ]

    private func entity(at index: Int) -> (text: [UInt8], count: Int)? {
        guard let end = bytes[index...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        let count = end + 1 - index
        if let byte = Self.names[name] { return ([byte], count) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        // In range: of a text, which may be no number.
        let value =
            digits.lowercased().hasPrefix("x")
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { (Array(String($0).utf8), count) }
    }

    /// A number of so many digits of base 16; `nil` where they do not stand there.
    private func number(at index: Int, digits: Int) -> UInt32? {
        guard index + digits <= bytes.count else { return nil }
        let text = bytes[index..<index + digits]
        guard text.first != UInt8(ascii: "+"), text.first != UInt8(ascii: "-") else { return nil }
        return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    }
}
