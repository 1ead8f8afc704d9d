package workshop.echo;

import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/** SND.WND: the peer's window (RFC 9293 section 3.10.7.4, fifth). */
public final class SendWindow {
  private int size;
  private int largest;
  private int shift;

  /** SND.WL1 and SND.WL2: the segment that this window came with. */
  private SequenceNumber seq = new SequenceNumber(0);

  private SequenceNumber ack = seq;

  /**
   * The peer counts its windows in larger units (RFC 7323 section 2).
   *
   * @param bits by how many bits to shift its windows, from 0 to 14
   */
  public void scaleBy(int bits) {
    shift = bits;
  }

  /** From SND.UNA on, in bytes. */
  public int size() {
    return size;
  }

  /** MAX.SND.WND: the largest so far, in bytes. */
  public int largest() {
    return largest;
  }

  /** The window in a segment, in bytes. In a SYN it is not scaled (RFC 7323 section 2.2). */
  public int told(TcpSegment segment) {
    return segment.has(TcpFlags.SYN) ? segment.window() : segment.window() << shift;
  }

  /**
   * Takes the window from a segment, unless a newer segment has overtaken this one. If a segment
   * acknowledges more than all segments before it, it is newer, even if its own number is lower.
   *
   * @param una SND.UNA, as it was before this segment
   */
  public void take(TcpSegment segment, SequenceNumber una) {
    boolean newer =
        segment.ack().isAfter(una)
            || seq.isBefore(segment.seq())
            || seq.equals(segment.seq()) && ack.isAtMost(segment.ack());
    if (segment.ack().isAtLeast(una) && newer) {
      size = told(segment);
      largest = Math.max(largest, size);
      seq = segment.seq();
      ack = segment.ack();
    }
  }
}
