/// Told now and then how many bytes of how many a job has read of a record.
package typealias ReadingProgress = (_ done: Int64, _ total: Int64) -> Void
