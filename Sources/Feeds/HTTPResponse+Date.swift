internal import HTTP
internal import Market

extension HTTPResponse {
    /// When it was given, by the clock of who gave it; `nil` where the answer does not tell.
    var date: Timestamp? { dateSeconds.map { Timestamp(seconds: $0) } }
}
