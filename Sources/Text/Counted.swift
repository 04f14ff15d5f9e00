/// A number of things in words, with thousands separators: `1 trade`, `1,200 trades`, `2 entries`.
package func counted(_ number: Int, _ thing: String) -> String {
    if number == 1 { return "1 \(thing)" }
    let count = grouped("\(number)")
    return thing.hasSuffix("y") ? "\(count) \(thing.dropLast())ies" : "\(count) \(thing)s"
}

/// The digits of a whole number with a comma between thousands: `-1,234`.
package func grouped(_ digits: some StringProtocol) -> String {
    var text = ""
    for (index, digit) in digits.reversed().enumerated() {
        if index > 0, index % 3 == 0, digit.isNumber { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}
