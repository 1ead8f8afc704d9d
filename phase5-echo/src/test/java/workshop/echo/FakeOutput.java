package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;

/**
 * Where a sending half sends, in a test of it alone: the segments have no options.
 *
 * @param segments is given each segment
 */
record FakeOutput(Segments segments) implements Sender.Output {
  /** There is nothing to send. */
  static final FakeOutput NOWHERE =
      new FakeOutput(
          (seq, flags, text) -> {
            throw new AssertionError("nothing is to be sent");
          });

  /** Takes a segment. */
  interface Segments {
    void send(SequenceNumber seq, int flags, ByteBuffer text);
  }

  @Override
  public void send(SequenceNumber seq, int flags, ByteBuffer text) {
    segments.send(seq, flags, text);
  }

  @Override
  public int optionsLength() {
    return 0;
  }
}
