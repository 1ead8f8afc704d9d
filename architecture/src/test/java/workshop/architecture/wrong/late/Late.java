package workshop.architecture.wrong.late;

import workshop.architecture.wrong.early.Earliest;

/** Makes a ring of the packages, but not of the classes. */
public class Late extends Earliest {}
