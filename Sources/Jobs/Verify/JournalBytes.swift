internal import Market

/// A journal line as bytes, which have one spelling: what does not have it is `nil` here.
enum JournalBytes {
    struct Parts {
        let fields: ArraySlice<UInt8>
        let observedAt: Timestamp
        let isLate: Bool
    }

    private static let mark = Array(#","observed":{"at":"#.utf8)
    private static let lateMark = Array(#","late":true"#.utf8)
    private static let notLateMark = Array(#","late":false"#.utf8)
    private static let sequenceMark = Array(#"{"seq":"#.utf8)
    private static let previousMark = Array(#","prev":""#.utf8)
    private static let fieldsMark = Array(#"","#.utf8)
    /// `}}`, `,"late":false`, a time and the mark before it.
    private static let longestEnd = 2 + 13 + 16 + mark.count

    /// Where the fields of a line lie, and what was observed.
    static func parts(of line: ArraySlice<UInt8>) -> Parts? {
        var opening = Scan(line, at: line.startIndex)
        guard opening.take(sequenceMark), opening.number() != nil, opening.take(previousMark),
            opening.takeDigest(), opening.take(fieldsMark),
            let start = startOfMark(in: line, after: opening.place)
        else { return nil }
        var scan = Scan(line, at: start + mark.count)
        guard let at = scan.number() else { return nil }
        let isLate = scan.take(lateMark)
        if !isLate { _ = scan.take(notLateMark) }
        guard scan.take(UInt8(ascii: "}")), scan.take(UInt8(ascii: "}")), scan.isAtEnd,
            Timestamp.representable.contains(Timestamp(milliseconds: at))
        else { return nil }
        return Parts(
            fields: line[opening.place..<start], observedAt: Timestamp(milliseconds: at),
            isLate: isLate)
    }

    /// `observed` comes last and is short, so it is looked for near the end.
    private static func startOfMark(in line: ArraySlice<UInt8>, after start: Int) -> Int? {
        var place = line.endIndex - mark.count
        let least = max(start, line.endIndex - longestEnd)
        while place >= least {
            if line[place] == mark[0] {
                var scan = Scan(line, at: place)
                if scan.take(mark) { return place }
            }
            place -= 1
        }
        return nil
    }

    private static let candleStart = Array(#""type":"candle","time":"#.utf8)
    private static let names = ["open", "high", "low", "close", "volume"].map {
        Array(#","\#($0)":""#.utf8)
    }

    /// The candle that the fields of a line spell, as they are written and in no other way.
    static func candle(_ fields: ArraySlice<UInt8>) -> Candle? {
        var scan = Scan(fields, at: fields.startIndex)
        guard scan.take(candleStart), let time = scan.number(),
            let open = scan.price(names[0]), let high = scan.price(names[1]),
            let low = scan.price(names[2]), let close = scan.price(names[3]),
            let volume = scan.decimal(names[4]), scan.isAtEnd,
            Timestamp.representable.contains(Timestamp(milliseconds: time))
        else { return nil }
        return Candle(
            openTime: Timestamp(milliseconds: time), open: open, high: high, low: low,
            close: close, volume: Volume(units: Int128(volume)))
    }
}

/// A place in bytes, moved on by what is found there.
private struct Scan {
    private let bytes: ArraySlice<UInt8>
    private(set) var place: Int

    /// More digits are for the general reader: these fit in 64 bits.
    private static let mostDigits = 18
    private static let fractionDigits = 8

    init(_ bytes: ArraySlice<UInt8>, at place: Int) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.endIndex, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    mutating func take(_ word: [UInt8]) -> Bool {
        guard bytes.endIndex - place >= word.count else { return false }
        // Byte by byte: several times as fast as comparing two sequences.
        for index in word.indices where bytes[place + index] != word[index] { return false }
        place += word.count
        return true
    }

    /// 64 lower-case hexadecimal digits.
    mutating func takeDigest() -> Bool {
        guard bytes.endIndex - place >= 64 else { return false }
        for byte in bytes[place..<place + 64] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                continue
            default: return false
            }
        }
        place += 64
        return true
    }

    /// A whole number without sign or leading zeros.
    mutating func number() -> Int64? {
        let start = place
        guard let value = digits(), isShortest(from: start) else { return nil }
        return value
    }

    mutating func price(_ name: [UInt8]) -> Price? {
        decimal(name).map { Price(units: $0) }
    }

    /// A name and a decimal in its shortest plain form, as a count of 10⁻⁸.
    mutating func decimal(_ name: [UInt8]) -> Int64? {
        guard take(name) else { return nil }
        let start = place
        guard let whole = digits(), isShortest(from: start) else { return nil }
        var fraction: Int64 = 0
        if take(UInt8(ascii: ".")) {
            let first = place
            guard let value = digits(), place - first <= Self.fractionDigits,
                bytes[place - 1] != UInt8(ascii: "0")
            else { return nil }
            fraction = value
            for _ in (place - first)..<Self.fractionDigits { fraction *= 10 }
        }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: Price.unitsPerOne)
        let (units, carry) = scaled.addingReportingOverflow(fraction)
        guard take(UInt8(ascii: "\"")), !overflow, !carry else { return nil }
        return units
    }

    private func isShortest(from start: Int) -> Bool {
        place - start == 1 || bytes[start] != UInt8(ascii: "0")
    }

    private mutating func digits() -> Int64? {
        let start = place
        var value: Int64 = 0
        while place < bytes.endIndex, case let digit = bytes[place] &- UInt8(ascii: "0"),
            digit <= 9, place - start < Self.mostDigits
        {
            value = value * 10 + Int64(digit)
            place += 1
        }
        return place > start ? value : nil
    }
}
