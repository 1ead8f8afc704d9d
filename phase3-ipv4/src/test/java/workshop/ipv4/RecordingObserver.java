package workshop.ipv4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.shared.DropReason;
import workshop.testkit.Hex;

/** Keeps everything that it learns about packets. */
final class RecordingObserver implements Ipv4Observer {
  /** The packets received. */
  final List<Ipv4Packet> received = new ArrayList<>();

  /** The reasons for drops, in order, and the bytes that were dropped. */
  final List<DropReason> reasons = new ArrayList<>();

  final List<byte[]> dropped = new ArrayList<>();

  @Override
  public void received(Ipv4Packet packet) {
    received.add(packet);
  }

  @Override
  public void dropped(DropReason reason, ByteBuffer bytes) {
    reasons.add(reason);
    dropped.add(Hex.bytes(bytes));
  }
}
