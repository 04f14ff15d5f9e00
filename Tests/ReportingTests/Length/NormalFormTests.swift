import Foundation
import Seeds
import Testing

@testable import Reporting

struct NormalFormTests {
    /// Ideographs that stand for others; they are left alone, and weigh the same.
    private static func isCompatibilityIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        (0xF900...0xFAFF).contains(scalar.value) || (0x2F800...0x2FA1F).contains(scalar.value)
    }

    private static func composed(_ text: String) -> String {
        String(String.UnicodeScalarView(NormalForm.composed(text)))
    }

    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    /// The scalars that normalisation has something to say about, and those around them.
    private static let lively: [Unicode.Scalar] =
        (Array(0x20..<0x3100) + Array(0xAC00..<0xAC80) + Array(0xFB1D..<0xFB50)
        + Array(0x1D15E..<0x1D200) + Array(0x11080..<0x11940))
        .compactMap { Unicode.Scalar(UInt32($0)) }
        // Foundation may not know the order of marks that are younger.
        .filter { ($0.properties.age?.major ?? .max) <= 13 }

    @Test func `every scalar composes as Foundation composes it`() {
        for value in UInt32(0)..<0x30000 {
            guard let scalar = Unicode.Scalar(value), !Self.isCompatibilityIdeograph(scalar) else {
                continue
            }
            let text = String(scalar)
            let expected = text.precomposedStringWithCanonicalMapping
            if Self.scalars(Self.composed(text)) != Self.scalars(expected) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `random sequences compose as Foundation composes them`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let marks = Self.lively.filter { $0.properties.canonicalCombiningClass.rawValue > 0 }
        var view = String.UnicodeScalarView()
        for _ in 0..<40 {
            let pool = Bool.random(using: &random) ? marks : Self.lively
            if let scalar = pool.randomElement(using: &random) { view.append(scalar) }
        }
        let text = String(view)
        #expect(
            Self.scalars(Self.composed(text))
                == Self.scalars(text.precomposedStringWithCanonicalMapping), "seed \(seed)")
    }

    @Test(arguments: [
        ("A\u{301}B", "\u{C1}B"), ("\u{212B}", "\u{C5}"), ("\u{FB2C}", "\u{5E9}\u{5BC}\u{5C1}"),
        ("a\u{302}\u{323}", "\u{1EAD}"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("plain", "plain"),
        // A mark of the same class stands between.
        ("a\u{30E}\u{301}", "a\u{30E}\u{301}"),
    ])
    func `known compositions`(text: String, composed: String) {
        #expect(Self.scalars(Self.composed(text)) == Self.scalars(composed))
    }
}
