import Market
import Seeds
import Testing

@testable import Trading

struct FillModelTests {
    private static let noon: Timestamp = "2025-10-10T12:00:00Z"

    private static func enter(
        at open: Price, with balance: Money, _ change: (inout Parameters) -> Void = { _ in }
    ) throws -> Result<Position, Skip> {
        var parameters = Parameters()
        change(&parameters)
        let fills = FillModel(parameters: parameters)
        let price = try fills.buyPrice(at: open)
        var memory = StrategyMemory(of: parameters.strategy)
        let order = Order(side: .buy, reason: .signal, decidedAt: noon, price: open)
        return try fills.enter(
            at: price, on: noon, with: balance, by: order,
            memory.terms(at: price, parameters).get())
    }

    // By hand, from the defaults: fill 100 · 1.0003 = 100.03.
    // Quantity ⌊3000 / 100.03⌋ = ⌊29.991002…⌋ = 29.99100 in steps of 0.00001.
    // Cost 29.991 · 100.03 = 2999.99973; fee 2.99999973.
    // Stop 100.03 · 0.98 = 98.0294; target 100.03 · 1.06 = 106.0318.
    @Test func `an entry, to the last digit`() throws {
        let position = try Self.enter(at: "100", with: "10000").get()
        #expect(
            position
                == Position(
                    entryPrice: "100.03", quantity: "29.991", cost: "2999.99973",
                    entryFee: "2.99999973", stop: "98.0294", target: "106.0318",
                    openTime: Self.noon, entryReason: .signal))
        #expect(try position.outlay() == "3002.99972973")
        #expect(try position.value(at: "101") == "3029.091")
    }

    // By hand: fill 0.00001234 · 1.0003 = 0.000012343702, up 0.00001235.
    // Quantity 3000 / 0.00001235 = 242914979.757085…, floored to 242914979.75708.
    // Cost 2999.999999999938, up 3000; fee 3.
    // Stop 0.000012103, half-even 0.0000121; target 0.000013091, half-even 0.00001309.
    @Test func `a coin worth next to nothing still pays slippage`() throws {
        let position = try Self.enter(at: "0.00001234", with: "10000").get()
        #expect(
            position
                == Position(
                    entryPrice: "0.00001235", quantity: "242914979.75708", cost: "3000",
                    entryFee: "3", stop: "0.0000121", target: "0.00001309", openTime: Self.noon,
                    entryReason: .signal))
        let fills = FillModel(parameters: Parameters())
        // 0.00001234 · 0.9997 = 0.000012336298, down.
        #expect(try fills.sellPrice(at: "0.00001234", for: .signal) == "0.00001233")
        #expect(try fills.sellPrice(at: "0.00000001", for: .stopLoss) == "0")
    }

    // Stop and target are looked at, not paid: ties go to the even digit.
    // Fill 0.0000025, stop 2 % below 0.00000245; fill 0.0000075, 0.00000735; both exact. With a
    // stop of 1 %: 0.000002475 → 0.00000248 (even), 0.000007425 → 0.00000742 (even).
    @Test(
        arguments: [
            ("0.0000025", "0.00000248"), ("0.0000075", "0.00000742"),
        ] as [(Price, Price)])
    func `stops are rounded half-even`(open: Price, stop: Price) throws {
        let position = try Self.enter(at: open, with: "10000") {
            ($0.slippage, $0.stopLoss) = ("0", "1")
        }.get()
        #expect(position.stop == stop)
    }

    @Test(
        arguments: [
            (Reason.signal, "99.97"), (.stopLoss, "99.97"), (.takeProfit, "100"),
        ] as [(Reason, Price)])
    func `market exits slip, a target does not`(reason: Reason, price: Price) throws {
        let fills = FillModel(parameters: Parameters())
        #expect(try fills.sellPrice(at: "100", for: reason) == price)
    }

    @Test(
        arguments: [
            ("0.00000001", "0.00000001"), ("10", "0.01"), ("10.00000001", "0.01000001"), ("0", "0"),
        ] as [(Money, Money)])
    func `fees are rounded up`(notional: Money, fee: Money) throws {
        #expect(try FillModel(parameters: Parameters()).fee(on: notional) == fee)
    }

    // By hand, at a price of 1 without slippage: 30 % of 16.66666667 is 5.000000001, which in
    // steps of 0.00001 buys 5 for 5; 30 % of 16.6666 buys 4.99998 for 4.99998.
    @Test(
        arguments: [
            ("16.66666667", nil), ("16.6666", .belowMinimumNotional(cost: "4.99998")),
        ] as [(Money, Skip?)])
    func `the minimum notional is enough, less is not`(balance: Money, skip: Skip?) throws {
        let entry = try Self.enter(at: "1", with: balance) { $0.slippage = "0" }
        switch entry {
        case .success(let position): #expect(position.cost == "5" && skip == nil)
        case .failure(let reason): #expect(reason == skip)
        }
    }

    @Test func `a step worth more than the money buys nothing`() throws {
        let entry = try Self.enter(at: "100000", with: "10000") {
            ($0.quantityStep, $0.minimumNotional) = ("1", "0")
        }
        #expect(entry == .failure(.belowMinimumNotional(cost: "0")))
    }

    /// With the largest size that the fee allows, where rounding up weighs most.
    @Test(arguments: ["0.00001", "0.00000003", "0.00000002", "0.00000001"] as [Money])
    func `never pays more than there is`(balance: Money) throws {
        let entry = try Self.enter(at: "1", with: balance) {
            ($0.slippage, $0.positionSize) = ("0", "99.9000999")
            ($0.quantityStep, $0.minimumNotional) = ("0.00000001", "0")
        }
        if case .success(let position) = entry {
            #expect(try position.outlay() <= balance)
        } else {
            #expect(balance < "0.00000002")
        }
    }

    /// Cost and fee are each rounded up, so a full balance may lack the last digit: at a price of
    /// 0.5, 0.00000001 pieces cost 0.000000005, up 0.00000001, and the fee is another 0.00000001.
    @Test func `an order that only rounding makes too dear is skipped`() throws {
        let entry = try Self.enter(at: "0.5", with: "0.00000001") {
            ($0.slippage, $0.positionSize) = ("0", "99.9")
            ($0.quantityStep, $0.minimumNotional) = ("0.00000001", "0")
        }
        #expect(entry == .failure(.insufficientBalance(cost: "0.00000001")))
    }
}
