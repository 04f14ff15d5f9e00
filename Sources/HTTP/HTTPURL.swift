internal import CCurl

/// An address that may be asked: `https`, or plain `http` to this very machine.
package struct HTTPURL: Equatable, Sendable, CustomStringConvertible {
    package let description: String
    package let host: String

    package init(_ text: String) throws(HTTPURLError) {
        description = text
        host = text
    }
}

package struct HTTPURLError: Error {}
