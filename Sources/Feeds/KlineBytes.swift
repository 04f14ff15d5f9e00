internal import Market

/// A candle's line as exchanges spell it; what is spelled otherwise is for the general reader.
///
/// Read: six columns of plain digits with at most one point, 8 or fewer digits behind it, that fit
/// in 64 bits; behind the sixth a comma and anything, or the end of the line. No sign, no exponent,
/// no space. What is read here is what ``KlineCSV/candle(on:)`` reads.
///
/// - Precondition: a newline stands in the bytes at or behind ``place``. Nothing is read past it,
///   for no loop here goes on over one.
struct KlineBytes {
    private(set) var place: UnsafePointer<UInt8>

    /// More digits than these may not fit in 64 bits.
    private static let maximumDigits = 18
    private static let fractionDigits = 8

    init(at place: UnsafePointer<UInt8>) { self.place = place }

    /// The figures of a line, in units of 10⁻⁸ but for the time.
    struct Row {
        let time: Int64
        let open: Int64
        let high: Int64
        let low: Int64
        let close: Int64
        let volume: Int64

        func candle(_ openTime: Timestamp) -> Candle {
            Candle(
                openTime: openTime, open: Price(units: open), high: Price(units: high),
                low: Price(units: low), close: Price(units: close),
                volume: Volume(units: Int128(volume)))
        }
    }

    /// The figures of the line that begins here.
    mutating func row() -> Row? {
        let start = place
        let time = digits()
        guard place > start, place - start <= Self.maximumDigits, take(",") else { return nil }
        guard let open = decimal(), take(","), let high = decimal(), take(","),
            let low = decimal(), take(","), let close = decimal(), take(","),
            let volume = decimal(), isAtEndOfColumn
        else { return nil }
        return Row(
            time: time, open: open, high: high, low: low, close: close, volume: volume)
    }

    /// Goes on behind the next newline.
    mutating func skipLine() {
        while place.pointee != UInt8(ascii: "\n") { place += 1 }
        place += 1
    }

    @inline(__always)
    private mutating func decimal() -> Int64? {
        let start = place
        var value = digits()
        var count = place - start
        var fraction = 0
        if place.pointee == UInt8(ascii: ".") {
            place += 1
            let point = place
            value = digits(after: value)
            fraction = place - point
            count += fraction
        }
        guard count > 0, fraction <= Self.fractionDigits,
            count - fraction <= Self.maximumDigits - Self.fractionDigits
        else { return nil }
        return value &* Self.scale(behind: fraction)
    }

    /// Digits past the 18th are garbage, which their number tells.
    @inline(__always)
    private mutating func digits(after start: Int64 = 0) -> Int64 {
        // In registers: what stands in a structure would be written back after every digit.
        var (value, next) = (UInt64(truncatingIfNeeded: start), place)
        while case let digit = next.pointee &- UInt8(ascii: "0"), digit <= 9 {
            value = value &* 10 &+ UInt64(truncatingIfNeeded: digit)
            next += 1
        }
        place = next
        return Int64(truncatingIfNeeded: value)
    }

    /// What makes a number with so many digits behind its point a count of 10⁻⁸.
    @inline(__always)
    private static func scale(behind fraction: Int) -> Int64 {
        switch fraction {
        case 0: 100_000_000
        case 1: 10_000_000
        case 2: 1_000_000
        case 3: 100_000
        case 4: 10_000
        case 5: 1_000
        case 6: 100
        case 7: 10
        default: 1
        }
    }

    @inline(__always)
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place.pointee == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// A carriage return belongs to the end of a line, and to a column everywhere else.
    private var isAtEndOfColumn: Bool {
        switch place.pointee {
        case UInt8(ascii: ","), UInt8(ascii: "\n"): true
        case UInt8(ascii: "\r"): place[1] == UInt8(ascii: "\n")
        default: false
        }
    }
}
