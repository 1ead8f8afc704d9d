package workshop.ethernet;

import java.io.IOException;

/** Takes the frames of one EtherType. */
@FunctionalInterface
public interface FrameHandler {
  /**
   * A frame has arrived.
   *
   * @param frame valid until this method returns
   */
  void receive(EthernetFrame frame) throws IOException;
}
