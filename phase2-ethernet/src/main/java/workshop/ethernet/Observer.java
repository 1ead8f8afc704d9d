package workshop.ethernet;

import java.nio.ByteBuffer;

/**
 * Is told what happens, and has no say in it. A stack that nobody observes has {@link #NOBODY},
 * whose empty methods cost nothing.
 */
public interface Observer {
  Observer NOBODY = new Observer() {};

  /** A frame that is meant for us, or for everybody. */
  default void received(EthernetFrame frame) {}

  /**
   * Something received goes no further.
   *
   * @param bytes what was dropped, from the header of the layer that drops it; valid only during
   *     this call
   */
  default void dropped(DropReason reason, ByteBuffer bytes) {}
}
