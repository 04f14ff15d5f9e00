import Testing

@testable import Text

struct RemedyTests {
    @Test func `a command can be pasted, and works in its home`() {
        let home = "/srv/my traders"
        #expect(
            "\(Command("algom verify", "--trader", "btc", home: home))"
                == "algom verify --trader btc --home '/srv/my traders'")
        #expect(
            Command("algom reset", home: home, "--reason", "it's gone").words
                == ["algom", "reset", "--home", home, "--reason", "it's gone"])
        #expect("\(Command("algom-tick", home: nil))" == "algom-tick")
        #expect("\(Command(words: ["echo", "it's"]))" == "echo 'it'\"'\"'s'")
    }

    @Test func `a remedy is words, and the commands in them`() {
        let (look, mend) = (
            Command("algom verify", home: "/h"), Command("algom repair", home: "/h")
        )
        let remedy: Remedy = "look: \(look); " + "then '\(mend)', \(2) times"
        #expect(
            remedy.description
                == "look: algom verify --home /h; then 'algom repair --home /h', 2 times")
        #expect(remedy.commands == [look, mend])
        let outer: Remedy = "or \(remedy)"
        #expect(outer.commands == [look, mend] && outer.description == "or \(remedy.description)")
    }

    @Test func `an error is one line: whose, where, what, and what helps`() {
        let error = JobError(
            .usage, trader: "btc", at: "--last", "expected 1\n to 9", remedy: "write \(3)")
        #expect(error.description == "btc: --last: expected 1? to 9; write 3")
        #expect(error == JobError(.usage, "btc: --last: expected 1\n to 9; write 3"))
        #expect(error != JobError(.bug, "btc: --last: expected 1\n to 9; write 3"))
        let flaw = InputFlaw(at: "traders[0].fast", "it is not a number")
        #expect(
            JobError(.configuration, flaw, in: "/h/algom.json").description
                == "/h/algom.json: traders[0].fast: it is not a number")
        #expect(JobError(.usage, InputFlaw("what?"), in: "f").place == "f")
        #expect(JobError(.usage, InputFlaw("what?")).place == nil)
    }
}
