package workshop.ipv4;

import java.io.IOException;

/** Takes the packets of one protocol. */
@FunctionalInterface
public interface PacketHandler {
  /**
   * A whole packet has arrived. It is only for us, and its source is one machine.
   *
   * @param packet valid until this method returns
   */
  void receive(Ipv4Packet packet) throws IOException;
}
