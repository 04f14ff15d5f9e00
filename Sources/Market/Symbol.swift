/// A pair of currencies: what is traded, and what it is paid in.
package struct Symbol: Hashable, Sendable, CustomStringConvertible {
    /// The currency that is bought and sold, as `BTC`.
    package let base: String
    /// The currency that prices and money are in, as `USDT`.
    package let quote: String

    /// What is traded where nothing else is named.
    package static let standard = Symbol(base: "BTC", quote: "USDT")

    private init(base: String, quote: String) { (self.base, self.quote) = (base, quote) }

    /// The slashed form, `BTC/USDT`.
    package var description: String { "\(base)/\(quote)" }

    /// The form without a slash that both exchanges use, `BTCUSDT`.
    package var joined: String { base + quote }

    /// Quote currencies that end a joined symbol, the longer before those that end them.
    private static let knownQuotes = [
        "FDUSD", "USDT", "USDC", "USDE", "USD1", "TUSD", "BUSD", "RLUSD", "EURI", "EUR", "TRY",
        "BRL", "JPY", "PLN", "BTC", "ETH", "BNB", "SOL", "USD", "DAI", "MNT",
    ]

    /// Currencies of which 10,000 is a balance as people have one: dollars, euros and their like, and the
    /// coins that stand for them.
    private static let moneys: Set<String> = [
        "USD", "USDT", "USDC", "FDUSD", "TUSD", "BUSD", "USDE", "USD1", "RLUSD", "PYUSD", "USDP",
        "DAI", "EUR", "EURI", "EURC", "GBP", "CHF", "AUD", "CAD", "SGD",
    ]

    /// Whether the default of a balance is a sensible one in what it is paid in; 10,000 BTC is none.
    package var isPaidInMoney: Bool { Self.moneys.contains(quote) }

    /// The pair a text names: `BTC/USDT`, or joined as the exchanges write it, in either case.
    ///
    /// - Throws: ``SymbolError`` with the text and what to write instead.
    package init(_ text: String) throws(SymbolError) {
        // Checked before: upper case makes plain letters of some others, as SS of ß.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw SymbolError(text: text, isSplit: true)
        }
        let upper = text.uppercased()
        if let slash = upper.firstIndex(of: "/") {
            base = String(upper[..<slash])
            quote = String(upper[upper.index(after: slash)...])
        } else {
            let known = Self.knownQuotes.first {
                upper.hasSuffix($0) && upper.utf8.count > $0.utf8.count
            }
            guard let known else { throw SymbolError(text: text, isSplit: false) }
            base = String(upper.dropLast(known.count))
            quote = known
        }
        guard Self.isName(base), Self.isName(quote) else {
            throw SymbolError(text: text, isSplit: true)
        }
    }

    private static func isName(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}

/// A text that names no pair of currencies.
package struct SymbolError: Error, Equatable, CustomStringConvertible {
    let text: String
    let isSplit: Bool

    package var description: String {
        let shown = DecimalText.excerpt(of: text)
        return isSplit
            ? "'\(shown)' is not a symbol; write letters and digits, as in BTC/USDT"
            : "'\(shown)' does not say where base and quote meet; write it as BASE/QUOTE"
    }
}
