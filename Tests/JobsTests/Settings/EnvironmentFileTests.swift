import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

struct EnvironmentFileTests {
    @Test(arguments: [
        ("", [:]),
        ("\n  \n# comment\n   # another=one\n", [:]),
        ("A=1", ["A": "1"]),
        ("A=1\nB=2\n", ["A": "1", "B": "2"]),
        ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
        ("  A = 1  ", ["A": "1"]),
        ("export A=1", ["A": "1"]),
        ("export   A=1", ["A": "1"]),
        ("export\tA=1", ["A": "1"]),
        ("exported=1", ["exported": "1"]),
        ("export=1", ["export": "1"]),
        ("A=", ["A": ""]),
        ("A=\"\"", ["A": ""]),
        ("A=''", ["A": ""]),
        ("A=1\nA=2", ["A": "2"]),
        ("_a1=x", ["_a1": "x"]),
        ("A=b=c==", ["A": "b=c=="]),
        ("A=b c", ["A": "b c"]),
        ("A=b # c", ["A": "b"]),
        ("A=b\t# c", ["A": "b"]),
        ("A=b#c", ["A": "b#c"]),
        ("A=#c", ["A": "#c"]),
        ("A= # c", ["A": ""]),
        ("A='b # c'", ["A": "b # c"]),
        ("A=\"b # c\"", ["A": "b # c"]),
        ("A='b' # c", ["A": "b"]),
        ("A=\"b\" # c", ["A": "b"]),
        ("A='b\\n\"c'", ["A": "b\\n\"c"]),
        ("A=\"b\\n\\t\\\"\\\\c\"", ["A": "b\n\t\"\\c"]),
        ("A=\"\\d\\$\"", ["A": "\\d\\$"]),
        ("A=\\n", ["A": "\\n"]),
        ("A=$HOME", ["A": "$HOME"]),
        ("A=\"${B}\"", ["A": "${B}"]),
        ("A=it's", ["A": "it's"]),
        ("\u{FEFF}A=1", ["A": "1"]),
        ("A='\u{301}b'", ["A": "\u{301}b"]),
        ("A=\u{301}b", ["A": "\u{301}b"]),
        ("A=\"\\\\\u{301}\"", ["A": "\\\u{301}"]),
        ("A=\"b\\\"\u{301}\"\u{2028}B=2", ["A": "b\"\u{301}", "B": "2"]),
    ])
    func `reads`(text: String, variables: [String: String]) throws {
        #expect(try EnvironmentFile(text).variables == variables)
    }

    @Test(arguments: [
        ("s3cret", ".env line 1: expected NAME=value"),
        ("A=1\n\ns3cret", ".env line 3: expected NAME=value"),
        ("A=1\r\n# x\r\ns3cret\r\n", ".env line 3: expected NAME=value"),
        ("=s3cret", ".env line 1: a name is letters, digits and underscores"),
        ("1A=s3cret", ".env line 1: a name is letters, digits and underscores"),
        ("A-B=s3cret", ".env line 1: a name is letters, digits and underscores"),
        ("A B=s3cret", ".env line 1: a name is letters, digits and underscores"),
        ("Ä=s3cret", ".env line 1: a name is letters, digits and underscores"),
        ("A='s3cret", ".env line 1: a quote is not closed"),
        ("A=\"s3cret", ".env line 1: a quote is not closed"),
        ("A=\"s3cret\\\"", ".env line 1: a quote is not closed"),
        ("A='", ".env line 1: a quote is not closed"),
        ("A='s3c'ret", ".env line 1: something follows the closing quote"),
        ("A=\"s3c\"ret", ".env line 1: something follows the closing quote"),
        ("A=\"s3c\" ret", ".env line 1: something follows the closing quote"),
        ("A='s3c'#ret", ".env line 1: something follows the closing quote"),
    ])
    func `refuses, naming the line and never its text`(text: String, message: String) {
        let flaw = #expect(throws: InputFlaw.self) { try EnvironmentFile(text) }
        #expect(flaw.map { ".env \($0)" } == message)
    }

    @Test func `a thousand lines are read, one more is refused`() throws {
        let lines = { (count: Int) in
            (1...count).map { "A\($0)=\($0)" }.joined(separator: "\n")
        }
        #expect(try EnvironmentFile(lines(1_000)).variables.count == 1_000)
        #expect(throws: InputFlaw("over 1000 lines")) {
            try EnvironmentFile(lines(1_001))
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `whatever a file holds, no error repeats it`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("AB=='\"\\# \n\t$é")
        let text = String((0..<40).map { _ in alphabet.randomElement(using: &generator) ?? "A" })
        do {
            _ = try EnvironmentFile("S3CRET" + text)
        } catch {
            #expect(!error.description.contains("S3CRET"), "seed \(seed)")
        }
    }
}
