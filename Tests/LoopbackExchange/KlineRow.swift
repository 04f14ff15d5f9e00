package import Market

/// One row of an answer before a venue has spelled it: a candle, and what is to be wrong with it.
package struct KlineRow: Sendable {
    /// What a column holds; the places differ by venue.
    package enum Column: Sendable {
        case openTime
        case open
        case high
        case low
        case close
        case volume
        /// The volume in the quote currency.
        case turnover
    }

    /// What stands in a column instead of the truth.
    package enum Cell: Sendable, ExpressibleByStringLiteral {
        /// A text, in quotes where the venue writes quotes.
        case text(String)
        /// JSON as it is: `.raw("null")`, `.raw("1e400")`.
        case raw(String)

        package init(stringLiteral text: String) { self = .text(text) }
    }

    let candle: Candle
    var edits: [Column: Cell] = [:]
    /// How many of its columns the row has; `nil` for all.
    var columns: Int?

    /// The row that tells a candle as it is.
    package init(candle: Candle) { self.candle = candle }

    package var openTime: Timestamp { candle.openTime }

    /// The row's JSON, given all its columns in the venue's order and quoting.
    func json(_ fields: [Field]) -> String {
        let texts = fields.map { field in
            switch field.column.flatMap({ edits[$0] }) {
            case .raw(let json): json
            case .text(let text): field.isQuoted ? "\"\(text)\"" : text
            case nil: field.isQuoted ? "\"\(field.text)\"" : field.text
            }
        }
        return "[" + texts.prefix(columns ?? texts.count).joined(separator: ",") + "]"
    }

    /// A column as a venue writes it.
    struct Field {
        let column: Column?
        let text: String
        let isQuoted: Bool

        static func quoted(_ column: Column?, _ text: String) -> Field {
            Field(column: column, text: text, isQuoted: true)
        }

        static func bare(_ column: Column?, _ text: String) -> Field {
            Field(column: column, text: text, isQuoted: false)
        }
    }
}

extension Candle {
    /// The volume in the quote currency had all of it been traded at the close, which is near it.
    var turnover: Volume {
        let one = Int128(Price.unitsPerOne)
        let (product, overflow) = volume.units.multipliedReportingOverflow(by: Int128(close.units))
        return Volume(units: overflow ? volume.units / one * Int128(close.units) : product / one)
    }

    /// The candle as it looks before it is over, differently at each `reading`.
    package func unfinished(reading: Int) -> Candle {
        var mixed = UInt64(bitPattern: openTime.milliseconds) &+ UInt64(reading)
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed ^= mixed >> 27
        // Sixteenths of the way from the open: prices stay inside the candle that will be.
        let (up, down) = (Int64(mixed % 16), Int64((mixed >> 8) % 16))
        let highest = open.units + tick(of: (high.units - open.units) / 16 * up)
        let lowest = open.units + tick(of: (low.units - open.units) / 16 * down)
        let last = lowest + tick(of: (highest - lowest) / 16 * Int64((mixed >> 16) % 17))
        let grown = volume.units / 4 + Int128(reading + 1) * 10_000
        return Candle(
            openTime: openTime, open: open, high: Price(units: highest),
            low: Price(units: lowest), close: Price(units: last), volume: Volume(units: grown))
    }

    /// A difference of prices cut to the digits that this candle's prices have.
    private func tick(of units: Int64) -> Int64 {
        let prices = [open.units, high.units, low.units, close.units]
        var tick: Int64 = Price.unitsPerOne
        while tick > 1, prices.contains(where: { $0 % tick != 0 }) { tick /= 10 }
        return units / tick * tick
    }
}
