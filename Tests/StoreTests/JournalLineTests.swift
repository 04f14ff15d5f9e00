import JSON
import Testing

@testable import Store

struct JournalLineTests {
    private static let hash = String(repeating: "a1", count: 32)

    @Test func `begins with its number and its predecessor's hash`() throws {
        let digest = try #require(Digest(hexadecimal: Self.hash.utf8))
        let position = JournalPosition(length: 500, lines: 7, digest: digest)
        let line = JournalLine.compose(after: position) { writer in
            writer.name("type")
            writer.string("a\nb")
        }
        let text = #"{"seq":7,"prev":"\#(Self.hash)","type":"a\nb"}"#
        #expect(String(decoding: line, as: UTF8.self) == text)
        #expect(JournalLine.sequence(of: line[...]) == 7)
        #expect(JournalLine.previous(of: line[...], sequence: 7) == digest)
        #expect(JournalLine.previous(of: line[...], sequence: 8) == nil)
        #expect(line.withUnsafeBytes { JournalLine.follows(position, $0) })
        let other = JournalPosition(length: 500, lines: 8, digest: digest)
        #expect(!line.withUnsafeBytes { JournalLine.follows(other, $0) })
        #expect(!line.withUnsafeBytes { JournalLine.follows(.genesis, $0) })
        for count in 0..<line.count {
            let isWhole = count > #"{"seq":7,"prev":""#.utf8.count + 65
            let begin = line.prefix(count)
            #expect(begin.withUnsafeBytes { JournalLine.follows(position, $0) } == isWhole)
        }
    }

    @Test(arguments: [
        "", "{", "{}", #"{"seq":7}"#, #"{"seq":7,"prev":"\#(hash)""#,
        #"{"seq":7,"prev":"\#(hash)}"#,
        #"{ "seq":7,"prev":"\#(hash)","a":1}"#, #"{"seq":07,"prev":"\#(hash)","a":1}"#,
        #"{"seq":+7,"prev":"\#(hash)","a":1}"#, #"{"seq":-7,"prev":"\#(hash)","a":1}"#,
        #"{"seq":7,"prev":"\#(hash)0","a":1}"#, #"{"seq":7,"prev":"\#(hash.uppercased())","a":1}"#,
        #"{"seq":99999999999999999999,"prev":"\#(hash)","a":1}"#,
    ])
    func `tells other text from its own`(text: String) {
        let line = Array(text.utf8)[...]
        let sequence = JournalLine.sequence(of: line) ?? 7
        #expect(JournalLine.previous(of: line, sequence: sequence) == nil)
    }

    @Test func `a line that is too long ends the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = JournalLine.compose(after: .genesis) { writer in
                writer.name("text")
                writer.string(String(repeating: "x", count: JournalLine.longest))
            }
        }
    }

    @Test func `a line that breaks ends the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = JournalLine.compose(after: .genesis) { writer in
                writer.name("a")
                writer.number("1\n")
            }
        }
    }
}
