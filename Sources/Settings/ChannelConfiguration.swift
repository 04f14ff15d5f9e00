package import Alerting
internal import JSON
internal import Text

/// A channel's section in `alerts`: where it leads, and what it does otherwise than the others.
package struct ChannelConfiguration: Sendable {
    package let kind: ChannelKind
    /// What `alerts` says of all channels, and this section of its own.
    let telling: ChannelTelling
    let section: any ChannelSection

    /// What a section says, the rest as `alerts` has it.
    ///
    /// - Throws: ``InputFlaw`` that names the key and what it must be.
    init(_ kind: ChannelKind, _ value: JSONValue, telling: ChannelTelling) throws(InputFlaw) {
        let place = "alerts.\(kind.rawValue)"
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        var (section, telling) = (kind.section, telling)
        try SectionSetter.set(members, in: place) { (setter) throws(JSONError) in
            try section.fields(&setter)
            try telling.fields(&setter)
        }
        if let flaw = section.flaw ?? telling.flaw {
            throw InputFlaw(at: "\(place).\(flaw.key)", "it must be \(flaw.requirement)")
        }
        (self.kind, self.section, self.telling) = (kind, section, telling)
    }
}
