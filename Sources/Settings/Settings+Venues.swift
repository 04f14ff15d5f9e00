package import Feeds
package import HTTP
package import Market
package import Text

extension Settings {
    /// Where the exchanges are asked and whom a run trusts, for what runs before `algom.json` is there.
    ///
    /// - Throws: ``JobError`` where `.env` or a base URL is refused.
    package static func network(
        environment: [String: String], home: String
    ) throws(JobError) -> (
        venues: [Exchange: VenueSettings], trust: TrustStore, credentials: Credentials
    ) {
        let written = try environmentFile(home).variables
        let value = { (name: String) in
            [environment[name], written[name]].compactMap { $0 }.first { !$0.isEmpty }
        }
        return (try venues(value), trust(value), Credentials(environment, written))
    }

    /// The exchanges' addresses, and the key for the one that has a use for it.
    static func venues(
        _ value: (String) -> String?
    ) throws(JobError) -> [Exchange: VenueSettings] {
        [
            .binance: VenueSettings(
                bases: try bases(
                    value("BINANCE_BASE_URL"), variable: "BINANCE_BASE_URL",
                    standard: ["https://api.binance.com", "https://data-api.binance.vision"]),
                apiKey: value("BINANCE_API_KEY").map(Secret.init)),
            .bybit: VenueSettings(
                bases: try bases(
                    value("BYBIT_BASE_URL"), variable: "BYBIT_BASE_URL",
                    standard: ["https://api.bybit.com", "https://api.bytick.com"]),
                apiKey: nil),
        ]
    }

    private static func bases(
        _ text: String?, variable: String, standard: [String]
    ) throws(JobError) -> [HTTPURL] {
        let texts = text?.split(separator: ",").map { String($0.filter { $0 != " " }) } ?? standard
        guard (1...16).contains(texts.count) else {
            throw JobError(
                .configuration, "\(variable): expected 1 to 16 URLs, separated by commas")
        }
        var bases: [HTTPURL] = []
        for text in texts {
            do {
                bases.append(try HTTPURL(text))
            } catch {
                throw JobError(.configuration, "\(variable): \(error)")
            }
        }
        return bases
    }
}
