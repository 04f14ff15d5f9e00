internal import Foundation

/// Runs blocking code on a thread made for it, so that no task of the pool waits in it.
///
/// A synchronous test body may block too, for ``LoopbackServer`` does not need the pool it blocks.
/// This is for what should go on meanwhile: several callers at once, more of them than processors.
package func onOwnThread<T: Sendable>(
    _ body: @escaping @Sendable () throws -> T
) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
