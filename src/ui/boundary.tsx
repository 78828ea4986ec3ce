import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** Stands in the place of what broke; `again` draws that anew. */
  readonly fallback: (error: unknown, again: () => void) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  readonly broken: { readonly error: unknown } | null
}

/** Keeps what breaks inside from taking the rest of the page along. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { broken: { error } }
  }

  override render(): ReactNode {
    const { broken } = this.state
    if (broken === null) return this.props.children
    return this.props.fallback(broken.error, () => this.setState({ broken: null }))
  }
}
