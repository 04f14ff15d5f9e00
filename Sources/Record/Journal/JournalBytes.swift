internal import Market

/// A journal line as bytes, which have one spelling: what does not have it is `nil` here.
///
/// Places count from the line's first byte.
struct JournalBytes {
    /// Where the members between `prev` and `observed` lie.
    let fields: Range<Int>
    let observedAt: Timestamp
    let isLate: Bool
    /// The candle, where it is spelled as candles are.
    let candle: Candle?
    /// Where the name of what the line tells of lies.
    let type: Range<Int>

    /// `,"observed":{"at":`, a time, `,"late":false` and `}}`.
    private static let longestEnd = 18 + 16 + 13 + 2

    init?(_ line: UnsafeRawBufferPointer) {
        var opening = Scan(line, 0..<line.count)
        guard opening.take(#"{"seq":"#), opening.number() != nil, opening.take(#","prev":""#),
            opening.takeDigest(), opening.take(#"","#)
        else { return nil }
        let start = opening.place
        var ending = Scan(line, max(start, line.count - Self.longestEnd)..<line.count)
        guard let end = ending.find(#","observed":{"at":"#), let at = ending.time(),
            let isLate = ending.late(), ending.take("}}"), ending.isAtEnd
        else { return nil }
        var scan = Scan(line, start..<end)
        guard scan.take(#""type":""#), let name = scan.text() else { return nil }
        type = name
        candle = scan.take(#"candle","#) ? scan.candle() : nil
        fields = start..<end
        observedAt = at
        self.isLate = isLate
    }
}

/// A place in a part of a line, moved on by what is found there.
private struct Scan {
    private let line: UnsafeRawBufferPointer
    /// Counted from the line's first byte.
    private(set) var place: Int
    private let end: Int

    /// More digits are for the general reader: these fit in 64 bits.
    private static let maximumDigits = 18
    private static let fractionDigits = 8

    init(_ line: UnsafeRawBufferPointer, _ part: Range<Int>) {
        self.line = line
        (place, end) = (part.lowerBound, part.upperBound)
    }

    var isAtEnd: Bool { place == end }

    @inline(__always)
    mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard end - place >= count else { return false }
        // Byte by byte: several times as fast as comparing two sequences.
        for index in 0..<count where line[place + index] != word.utf8Start[index] { return false }
        place += count
        return true
    }

    /// Moves on behind the next place that a word stands at; returns where it begins.
    mutating func find(_ word: StaticString) -> Int? {
        while !isAtEnd {
            let start = place
            if take(word) { return start }
            place += 1
        }
        return nil
    }

    /// 64 lower-case hexadecimal digits.
    mutating func takeDigest() -> Bool {
        guard end - place >= 64 else { return false }
        var others: UInt8 = 0
        for byte in UnsafeRawBufferPointer(rebasing: line[place..<place + 64]) {
            let isDigit: UInt8 = byte &- UInt8(ascii: "0") < 10 ? 1 : 0
            let isLetter: UInt8 = byte &- UInt8(ascii: "a") < 6 ? 1 : 0
            others |= isDigit ^ isLetter ^ 1
        }
        guard others == 0 else { return false }
        place += 64
        return true
    }

    /// Where the text lies that ends before the next quote.
    func text() -> Range<Int>? {
        var scan = self
        return scan.find("\"").map { place..<$0 }
    }

    /// The candle that the rest of the bytes spell, as it is written and in no other way.
    mutating func candle() -> Candle? {
        guard take(#""time":"#), let time = time(),
            take(#","open":""#), let open = decimal(), take(#","high":""#), let high = decimal(),
            take(#","low":""#), let low = decimal(), take(#","close":""#), let close = decimal(),
            take(#","volume":""#), let volume = decimal(), isAtEnd
        else { return nil }
        return Candle(
            openTime: time, open: Price(units: open), high: Price(units: high),
            low: Price(units: low), close: Price(units: close),
            volume: Volume(units: Int128(volume)))
    }

    /// Whether the line is said to be late; not where nothing is said, `nil` where it is otherwise.
    mutating func late() -> Bool? {
        guard take(#","late":"#) else { return false }
        if take("true") { return true }
        return take("false") ? false : nil
    }

    /// A moment that there can be.
    mutating func time() -> Timestamp? {
        guard let number = number() else { return nil }
        let time = Timestamp(milliseconds: number)
        return Timestamp.representable.contains(time) ? time : nil
    }

    /// A whole number without sign or leading zeros.
    mutating func number() -> Int64? {
        let start = place
        guard let value = digits(), place - start == 1 || line[start] != UInt8(ascii: "0") else {
            return nil
        }
        return value
    }

    /// A decimal in its shortest plain form and the quote behind it, as a count of 10⁻⁸.
    mutating func decimal() -> Int64? {
        let start = place
        guard var units = number(), place - start <= Self.maximumDigits - Self.fractionDigits else {
            return nil
        }
        var missing = Self.fractionDigits
        if take(".") {
            let point = place
            guard let value = digits(behind: units), place - point <= Self.fractionDigits,
                line[place - 1] != UInt8(ascii: "0")
            else { return nil }
            units = value
            missing -= place - point
        }
        for _ in 0..<missing { units *= 10 }
        return take("\"") ? units : nil
    }

    /// The number that digits spell, with those of another before them.
    @inline(__always)
    private mutating func digits(behind start: Int64 = 0) -> Int64? {
        let limit = min(end, place + Self.maximumDigits)
        var (value, next) = (start, place)
        while next < limit, case let digit = line[next] &- UInt8(ascii: "0"), digit <= 9 {
            // What does not fit had too many digits.
            value = value &* 10 &+ Int64(digit)
            next += 1
        }
        guard next > place else { return nil }
        place = next
        return value
    }
}
