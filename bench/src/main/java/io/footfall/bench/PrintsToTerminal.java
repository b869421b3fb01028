package io.footfall.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks what may write to standard output: it is what its caller reads. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PrintsToTerminal {}
