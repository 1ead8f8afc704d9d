package workshop.ipv4;

import java.io.IOException;

/** Takes the packets of one protocol. */
@FunctionalInterface
public interface PacketHandler {
  /**
   * A packet has arrived: whole, for us alone, from one machine.
   *
   * @param packet valid until this method returns
   */
  void receive(Ipv4Packet packet) throws IOException;
}
