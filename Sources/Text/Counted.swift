/// So many of a thing: `1 trade`, `12 trades`, `2 entries`.
package func counted(_ number: Int, _ thing: String) -> String {
    if number == 1 { return "1 \(thing)" }
    return thing.hasSuffix("y") ? "\(number) \(thing.dropLast())ies" : "\(number) \(thing)s"
}
