package workshop.ethernet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.shared.DropReason;
import workshop.testkit.Hex;

/** Keeps all that it is told. */
final class RecordingObserver implements EthernetObserver {
  /** The frames received. */
  final List<EthernetFrame> received = new ArrayList<>();

  /** The reasons for drops, in order, and the bytes that were dropped. */
  final List<DropReason> reasons = new ArrayList<>();

  final List<byte[]> dropped = new ArrayList<>();

  @Override
  public void received(EthernetFrame frame) {
    received.add(frame);
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    reasons.add(reason);
    dropped.add(Hex.bytes(bytes));
  }
}
