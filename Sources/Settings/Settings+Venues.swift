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
        let value = values(environment, written)
        return (try venues(value), trust(value), Credentials(environment, written))
    }

    /// The exchanges' addresses, and the key for the one that has a use for it.
    static func venues(
        _ value: (String) -> String?
    ) throws(JobError) -> [Exchange: VenueSettings] {
        var venues: [Exchange: VenueSettings] = [:]
        do {
            for exchange in Exchange.asked { venues[exchange] = try VenueSettings(exchange, value) }
            return venues
        } catch {
            throw JobError(.configuration, error)
        }
    }
}
