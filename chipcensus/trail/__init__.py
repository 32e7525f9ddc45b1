"""From a number on the screen to what the sources print: why it is what it is."""

from chipcensus.trail.panel import trail as trail
