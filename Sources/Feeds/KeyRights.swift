/// What a key of an exchange may do, as the exchange tells it.
package struct KeyRights: Equatable, Sendable {
    /// Everything it may do beyond looking, in the exchange's own words; withdrawing is not in here.
    package let powers: [String]
    package let mayWithdraw: Bool
    /// Whether it serves from some addresses alone.
    package let isBoundToAddresses: Bool

    package init(powers: [String], mayWithdraw: Bool, isBoundToAddresses: Bool) {
        self.powers = powers
        self.mayWithdraw = mayWithdraw
        self.isBoundToAddresses = isBoundToAddresses
    }

    /// Whether it may look, and nothing else.
    package var isReadOnly: Bool { powers.isEmpty && !mayWithdraw }
}

/// What came of asking an exchange for the rights of a key.
package enum KeyAnswer: Equatable, Sendable {
    case rights(KeyRights)
    /// The exchange knows no such key, or not with this secret; in one line.
    case refused(String)
    /// The question was signed at a moment that is not the exchange's.
    case wrongTime(String)
    /// Nothing can be said of the key; in one line why.
    case unclear(String)
}
