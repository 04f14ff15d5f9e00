import JSON

@testable import Store

extension Journal {
    /// Adds a line that holds a number and as many bytes of text as asked for.
    func append(sample number: Int, padding: Int = 0) {
        append { writer in
            writer.name("n")
            writer.number(number)
            writer.name("text")
            writer.string(String(repeating: "x", count: padding))
        }
    }
}

/// The text of a journal of such lines, composed by the rule and not by the module under test.
func sampleText(_ numbers: some Sequence<Int>) -> String {
    var text = ""
    var previous = String(repeating: "0", count: 64)
    for (sequence, number) in numbers.enumerated() {
        let line = #"{"seq":\#(sequence),"prev":"\#(previous)","n":\#(number),"text":""}"#
        previous = Digest(of: line.utf8).hexadecimal
        text += line + "\n"
    }
    return text
}

extension TemporaryDirectory {
    /// A journal `j` of numbered lines, committed.
    func journal(_ numbers: some Sequence<Int>) throws -> JournalPosition {
        let journal = try Journal(try state(), name: "j", committed: .genesis)
        for number in numbers { journal.append(sample: number) }
        return try journal.commit()
    }
}
