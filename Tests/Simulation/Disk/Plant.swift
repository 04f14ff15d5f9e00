/// A mistake put into the virtual world, to see that an invariant finds it.
package enum Plant: String, CaseIterable, Sendable {
    case nothing
    /// A sync returns before the bytes are safe.
    case forgetfulSync
    /// A rename is two changes, of which a power cut may leave one.
    case splitRename
    /// A lock is given to whoever asks.
    case generousLock
    /// A byte of a journal turns over where it lies.
    case fadingByte
    /// An exchange tells the candle that is still open as if it were over.
    case hastyExchange
    /// An exchange tells candles twice, as if they were the next ones.
    case repeatedPage
    /// An exchange leaves a candle out of its answers for ever, though it was published.
    case lostCandle
}
