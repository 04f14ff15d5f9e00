package import Market
package import Rules

// Exact decimals as tests write them: `let price: Price = "100.03"`.

extension WideDecimal where Self: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        do {
            try self.init(decimal: text)
        } catch {
            preconditionFailure("a test spells a decimal wrongly: \(error)")
        }
    }
}

extension FixedPoint where Self: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        do {
            try self.init(decimal: text)
        } catch {
            preconditionFailure("a test spells a decimal wrongly: \(error)")
        }
    }
}

extension Price: ExpressibleByStringLiteral {}
extension Quantity: ExpressibleByStringLiteral {}
extension MoneySum: ExpressibleByStringLiteral {}
extension Money: ExpressibleByStringLiteral {}
extension Percent: ExpressibleByStringLiteral {}

extension Timestamp: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let moment = Timestamp(iso8601: text) else {
            preconditionFailure("a test spells a moment wrongly: \(text)")
        }
        self = moment
    }
}

extension Tag: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let tag = Tag(text) else {
            preconditionFailure("a test spells a tag wrongly: \(text)")
        }
        self = tag
    }
}
