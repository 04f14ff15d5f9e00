internal import Market
package import Text

extension Exchange {
    /// The exchange that people write so, in any case of letters.
    ///
    /// - Throws: ``JobError`` that lists the known ones.
    package init(named text: String) throws(JobError) {
        guard let exchange = Exchange(rawValue: text.lowercased()) else {
            let known = Exchange.allCases.map(\.rawValue).joined(separator: ", ")
            throw JobError(
                .configuration, "'\(excerpt(of: text))' is no exchange; known are \(known)")
        }
        self = exchange
    }
}

extension Timeframe {
    /// The timeframe that people write so.
    ///
    /// - Throws: ``JobError`` that lists the known ones.
    package init(named text: String) throws(JobError) {
        guard let timeframe = Timeframe(rawValue: text) else {
            let known = Timeframe.allCases.map(\.rawValue).joined(separator: ", ")
            throw JobError(
                .configuration, "'\(excerpt(of: text))' is no timeframe; known are \(known)")
        }
        self = timeframe
    }
}

extension Market {
    /// The market that three texts of a file of ours name.
    ///
    /// - Throws: ``JobError`` where one of them names nothing known.
    init(exchange: String, symbol: String, timeframe: String) throws(JobError) {
        let name: Symbol
        do {
            name = try Symbol(symbol)
        } catch {
            throw JobError(.configuration, "\(error)")
        }
        self.init(
            exchange: try Exchange(named: exchange), symbol: name,
            timeframe: try Timeframe(named: timeframe))
    }
}
