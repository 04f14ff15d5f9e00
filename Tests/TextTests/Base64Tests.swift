import Foundation
import Testing

@testable import Text

struct Base64Tests {
    @Test func `agrees with Foundation at every length`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 89 + count * 31) }
            #expect(Base64.encoded(bytes) == Data(bytes).base64EncodedString(), "\(count) bytes")
        }
    }
}
