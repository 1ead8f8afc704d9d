package workshop.echo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpSegment;

/** A sending half that sends all it has in one segment, whatever the peer has room for. */
final class FakeSender implements Sender {
  private final int segmentSize;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private SequenceNumber unacknowledged = new SequenceNumber(0);
  private SequenceNumber next = unacknowledged;
  private int largestWindow;
  private boolean closed;
  private boolean finSent;

  FakeSender(int segmentSize) {
    this.segmentSize = segmentSize;
  }

  @Override
  public void start(SequenceNumber iss) {
    unacknowledged = iss;
    next = FakeParts.plus(iss, 1);
  }

  @Override
  public void peerOptions(ByteBuffer options) {}

  @Override
  public SequenceNumber unacknowledged() {
    return unacknowledged;
  }

  @Override
  public SequenceNumber next() {
    return next;
  }

  @Override
  public SequenceNumber acceptable() {
    return next;
  }

  @Override
  public int segmentSize() {
    return segmentSize;
  }

  @Override
  public int largestWindow() {
    return largestWindow;
  }

  @Override
  public int write(ByteBuffer data) {
    byte[] taken = new byte[closed ? 0 : data.remaining()];
    data.get(taken);
    written.writeBytes(taken);
    return taken.length;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean finSent() {
    return finSent;
  }

  @Override
  public boolean finAcknowledged() {
    return finSent && unacknowledged.value() == next.value();
  }

  @Override
  public void acknowledged(TcpSegment segment) {
    largestWindow = Math.max(largestWindow, segment.window());
    if (segment.ack().value() - unacknowledged.value() > 0) {
      unacknowledged = segment.ack();
    }
  }

  @Override
  public void transmit(Output output) {
    int count = written.size();
    boolean fin = closed && !finSent;
    if (count == 0 && !fin) {
      return;
    }
    int flags = (count > 0 ? Script.PSH : 0) | (fin ? Script.FIN : 0);
    output.send(next, flags, ByteBuffer.wrap(written.toByteArray()));
    written.reset();
    next = FakeParts.plus(next, count + (fin ? 1 : 0));
    finSent |= fin;
  }
}
