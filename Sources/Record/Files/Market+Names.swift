internal import Market
package import Text

extension Exchange {
    /// The exchange that people write so, in any case of letters.
    ///
    /// - Throws: ``InputFlaw`` that lists the known ones.
    package init(named text: String) throws(InputFlaw) {
        guard let exchange = Exchange(rawValue: text.lowercased()) else {
            let known = Exchange.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFlaw("'\(excerpt(of: text))' is no exchange; known are \(known)")
        }
        self = exchange
    }
}

extension Timeframe {
    /// The timeframe that people write so.
    ///
    /// - Throws: ``InputFlaw`` that lists the known ones.
    package init(named text: String) throws(InputFlaw) {
        guard let timeframe = Timeframe(rawValue: text) else {
            let known = Timeframe.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFlaw("'\(excerpt(of: text))' is no timeframe; known are \(known)")
        }
        self = timeframe
    }
}
