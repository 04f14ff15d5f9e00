import Foundation
import JSON
import LoopbackServices
import Market
import Reporting
import Synchronization
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

/// What a model writes, from the request to the post, over real HTTP.
struct DraftingTests {
    /// The Messages API, which answers with these texts, one after another.
    private final class Model: Sendable {
        private let texts: Mutex<[String]>
        private let asked = Mutex<[String]>([])
        private let server = Mutex<RawServer?>(nil)

        init(_ texts: [String]) {
            self.texts = Mutex(texts)
            server.withLock {
                $0 = RawServer { [weak self] request in self?.reply(to: request) ?? .hangUp }
            }
        }

        var baseURL: String { server.withLock { $0?.baseURL ?? "" } }
        var requests: [String] { asked.withLock { $0 } }

        private func reply(to request: ServedRequest) -> Reply {
            asked.withLock { $0.append(request.bodyText) }
            let text = texts.withLock { $0.isEmpty ? "A plan is a wish." : $0.removeFirst() }
            var writer = JSONWriter()
            writer.string(text)
            let quoted = String(decoding: writer.bytes, as: UTF8.self)
            return .answer(
                status: 200,
                body: #"{"type":"message","stop_reason":"end_turn","content":[{"type":"text","#
                    + #""text":\#(quoted)}]}"#)
        }
    }

    private static func fixture(
        seed: UInt64, _ model: Model, report: String = "{}"
    ) throws -> ReportFixture {
        let fixture = try ReportFixture(seed: seed)
        fixture.environment["ANTHROPIC_API_KEY"] = "planted-key"
        fixture.environment["ANTHROPIC_BASE_URL"] = model.baseURL
        try fixture.traders.write(
            TickFixture.lively.replacing("{ traders", with: "{ report: \(report), traders"),
            to: "algom.json")
        return fixture
    }

    private static func job(_ fixture: ReportFixture) -> DraftsJob {
        DraftsJob(home: fixture.home)
    }

    private static func lines(_ result: ReportResult) -> [Substring] {
        // Without the number and moment that each part of a thread ends with.
        result.parts.flatMap { $0.split(separator: "\n") }
            .filter { !$0.contains(#/^\d+\/\d+, /#) }
    }

    @Test func `no post has a text that nobody accepted, and then only in place of the remark`()
        throws
    {
        let model = Model(["A {win_rate} from few trades says little."])
        let fixture = try Self.fixture(seed: 140, model)
        let plain = try fixture.report(.strategy, isDry: true)
        #expect(model.requests.isEmpty, "a dry run asks nobody")
        let first = try fixture.report(.strategy)
        #expect(first.status == .ok && first.warnings == [], "\(first)")
        #expect(Self.lines(first) == Self.lines(plain))
        #expect(model.requests.count == 1)
        let draft = try #require(try Self.job(fixture).list().drafts.first)
        #expect(!draft.isAccepted && draft.text.hasPrefix("A {win_rate}"))
        #expect(draft.filled.contains("win rate ("))
        fixture.pass(hours: 1)
        #expect(!Self.lines(try fixture.report(.strategy)).contains { $0.contains("says little") })

        fixture.pass(hours: 1)
        let unworded = Self.lines(try fixture.report(.strategy, isDry: true))
        let id = draft.id
        let words = try Self.job(fixture).accept(id, at: fixture.now, holder: "a test")
        #expect(words.hasPrefix("\(id) is accepted"))
        #expect(
            try Self.job(fixture).accept(id, at: fixture.now, holder: "a test").contains("already"))
        let own = try fixture.report(.strategy, isDry: true)
        let worded = Self.lines(own)
        #expect(worded.contains { $0.contains("💡 A win rate (") && $0.contains("says little.") })
        let remark: (Substring) -> Bool = { !$0.hasPrefix("💡") }
        #expect(worded.filter(remark) == unworded.filter(remark))
        #expect(worded.contains { $0.contains("95% interval") })
        #expect(try fixture.report(.strategy).parts == own.parts)
        #expect(fixture.x.created.contains { $0.text.contains("says little") })
        #expect(try fixture.traders.text("reporter.json").contains("acceptedStrategy"))

        _ = try Self.job(fixture).reject(id, holder: "a test")
        #expect(try !Self.job(fixture).list().drafts.contains { $0.id == id })
        let gone = #expect(throws: JobError.self) {
            try Self.job(fixture).reject(id, holder: "a test")
        }
        #expect(gone?.status == .usage)
    }

    @Test func `one is asked for a run, and none while three wait`() throws {
        let model = Model([])
        let fixture = try Self.fixture(seed: 141, model)
        for kind in [Post.Kind.education, .education, .daily, .strategy, .education, .education] {
            let before = model.requests.count
            #expect(try fixture.report(kind).status == .ok)
            #expect(model.requests.count - before <= 1)
            fixture.pass(hours: 1)
        }
        #expect(model.requests.count == 3)
        #expect(try Self.job(fixture).list().drafts.count == 3)
        #expect(!model.requests.joined().contains("planted-key"))
    }

    @Test func `what the check refuses is a warning and no draft`() throws {
        let model = Model(["Buy now: the win rate is 90 %."])
        let fixture = try Self.fixture(seed: 142, model)
        let result = try fixture.report(.education)
        #expect(result.status == .ok)
        #expect(
            result.warnings.contains { $0.contains("language model: the model's text was not") })
        #expect(try Self.job(fixture).list().drafts.isEmpty)
        fixture.environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:9"
        fixture.pass(hours: 1)
        #expect(try fixture.report(.education).warnings.contains { $0.contains("language model") })
    }

    private static let good =
        #"{"advice":false,"promise":false,"figure":false,"name":false,"untrue":false,"appeal":false}"#

    @Test(arguments: [
        (good, true), (good.replacing("\"name\":false", with: "\"name\":true"), false),
        ("yes, it is fine", false), ("{}", false),
    ])
    func `unattended, a second call has to find nothing`(answer: String, isGood: Bool) throws {
        let model = Model(["A plan that needs luck is a wish.", answer])
        let fixture = try Self.fixture(
            seed: 143, model, report: "{ model: { unattended: true } }")
        #expect(try fixture.report(.education).status == .ok)
        #expect(model.requests.count == 2)
        #expect(model.requests[1].contains("A plan that needs luck"))
        let draft = try #require(try Self.job(fixture).list().drafts.first)
        #expect(draft.isAccepted == isGood, "\(draft)")
        #expect(draft.verdicts.count == 2 && draft.verdicts[1].hasPrefix("the second call: "))
        fixture.pass(hours: 1)
        let next = try fixture.report(.education)
        #expect(next.parts.joined().contains("A plan that needs luck is a wish.") == isGood)
    }

    @Test func `a damaged draft stands in no other's way, and everybody is told of it`() throws {
        let model = Model(["A plan that needs luck is a wish."])
        let fixture = try Self.fixture(seed: 144, model)
        #expect(try fixture.report(.education).status == .ok)
        let good = try #require(try Self.job(fixture).list().drafts.first).id
        let words = try fixture.traders.text("drafts/\(good).json")
        let damage = ["{", words, words.replacing("luck", with: "lack"), ""]
        for (index, text) in damage.enumerated() {
            try fixture.traders.write(text, to: "state/drafts/education-\(index).json")
        }
        let remedy = "; it is left out, and taken away by: algom posts reject education-1 --home "
        let list = try Self.job(fixture).list()
        #expect(list.drafts.map(\.id) == [good] && list.warnings.count == damage.count)
        #expect(list.warnings[1].contains("education-1.json is damaged: it is that of"))
        #expect(list.warnings[1].contains(remedy + fixture.home))
        let directory = try #require(try fixture.directory())
        let found = try PostChecks(
            directory: directory, home: fixture.home, now: fixture.now
        ).findings()
        #expect(found.map(\.key) == damage.indices.map { "drafts/education-\($0)" })
        #expect(found.map(\.words) == list.warnings)

        let job = Self.job(fixture)
        let refused = #expect(throws: JobError.self) {
            try job.accept("education-1", at: fixture.now, holder: "a test")
        }
        #expect(refused?.status == .configuration)
        #expect(refused?.description.contains("education-1.json is damaged") == true)
        #expect(try job.accept(good, at: fixture.now, holder: "a test").contains("is accepted"))
        fixture.pass(hours: 1)
        let result = try fixture.report(.education)
        #expect(result.status == .ok && result.parts.joined().contains("needs luck"))
        #expect(result.warnings.count == damage.count)
        #expect(try fixture.traders.text("drafts/education-0.json") == "{")

        for index in damage.indices {
            _ = try job.reject("education-\(index)", holder: "a test")
        }
        #expect(try job.list().warnings == [] && job.list().drafts.map(\.id).contains(good))
    }
}
