internal import FlyingFox
internal import Foundation

extension LoopbackRequest {
    init(_ request: HTTPRequest) {
        method = request.method.rawValue
        path = request.path
        query = request.query.map { Parameter(name: $0.name, value: $0.value) }
        headers = request.headers.reduce(into: [:]) { headers, line in
            headers[line.key.rawValue.lowercased()] = line.value
        }
    }
}

extension HTTPResponse {
    init(_ answer: Answer) {
        let phrase = Self.phrases[answer.status] ?? "Unnamed"
        var headers = HTTPHeaders()
        for header in answer.headers {
            headers.addValue(header.value, for: HTTPHeader(header.name))
        }
        self.init(
            statusCode: HTTPStatusCode(answer.status, phrase: phrase), headers: headers,
            body: Data(answer.body))
    }

    private static let phrases = [
        200: "OK", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect",
        308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
        404: "Not Found", 405: "Method Not Allowed", 418: "I'm a teapot", 429: "Too Many Requests",
        451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 502: "Bad Gateway",
        503: "Service Unavailable", 504: "Gateway Timeout",
    ]
}
